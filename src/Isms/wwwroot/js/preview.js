// <isms-preview target="id">: while the form inside is edited, the element of that id shows what it would become. Without scripts a button asks for it.
const pause = 500;

customElements.define('isms-preview', class extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', () => this.later());
    this.addEventListener('change', () => this.later());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), pause);
  }

  async show() {
    const form = this.querySelector('form');
    const place = document.getElementById(this.getAttribute('target'));
    if (!form || !place) return;
    this.asking?.abort();
    this.asking = new AbortController();
    const data = new FormData(form);
    data.set('show', '1');
    try {
      const answer = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams(data), signal: this.asking.signal });
      if (!answer.ok) return;
      const shown = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(place.id);
      if (shown) place.replaceChildren(...shown.childNodes);
    } catch (e) {
      if (e.name !== 'AbortError') throw e;
    }
  }
});
