// <isms-filter>: the form inside is sent by itself, at once for a list or a box, after a pause for typing.
const pause = 400;

customElements.define('isms-filter', class extends HTMLElement {
  connectedCallback() {
    this.setAttribute('ready', '');
    this.addEventListener('change', e => { if (e.target.matches('select, input[type=checkbox]:not([data-part=more]), input[type=radio], input[type=date]')) this.send(e.target); });
    this.addEventListener('compositionend', e => this.later(e.target));
    // While Chinese is being composed the letters are not yet the words.
    this.addEventListener('input', e => { if (e.target.matches('input[type=search], input[type=text]') && !e.isComposing) this.later(e.target); });
    this.addEventListener('submit', () => clearTimeout(this.timer));
    const key = 'filter:' + location.pathname;
    const last = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    const field = last && this.querySelector(`[name="${CSS.escape(last)}"]`);
    if (field) {
      field.focus();
      if (field.type === 'search') field.setSelectionRange(field.value.length, field.value.length);
    }
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  later(field) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(field), pause);
  }

  send(field) {
    clearTimeout(this.timer);
    // The next page puts the cursor back where the person was.
    sessionStorage.setItem('filter:' + location.pathname, field.name);
    this.querySelector('form').requestSubmit();
  }
});
