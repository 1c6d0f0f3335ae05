// <isms-progress url>: asks every second how far long work is; goes on to the result when it is done.
customElements.define('isms-progress', class extends HTMLElement {
  connectedCallback() {
    if (this.getAttribute('url')) this.timer = setTimeout(() => this.look(), 1000);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async look() {
    let wait = 1000;
    try {
      const answer = await fetch(this.getAttribute('url'), { headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(answer.statusText);
      const state = await answer.json();
      if (state.finished) return state.href ? location.assign(state.href) : location.reload();
      this.show(state);
    } catch {
      wait = 5000; // Out of reach for a moment: the work itself goes on.
    }
    if (this.isConnected) this.timer = setTimeout(() => this.look(), wait);
  }

  show({ done, total, text }) {
    const bar = this.querySelector('[data-part=bar]');
    if (bar && total) {
      bar.max = total;
      bar.value = done;
    }
    if (text) this.querySelector('[data-part=text]').textContent = text;
  }
});
