// <isms-dirty question>: around a form; asks before the page is left with changes that were not sent.
customElements.define('isms-dirty', class extends HTMLElement {
  connectedCallback() {
    this.changed = false;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.addEventListener('input', () => { this.changed = true; }, { signal });
    this.addEventListener('submit', () => { this.changed = false; }, { signal });
    // The browser asks in its own words when the whole page goes.
    window.addEventListener('beforeunload', e => { if (this.changed) e.preventDefault(); }, { signal });
    // Links that are followed without loading the whole page are asked about in ours.
    document.addEventListener('click', e => {
      const link = e.target.closest?.('a[href]');
      if (!this.changed || !link || link.target === '_blank' || this.isHere(link)) return;
      if (window.confirm(this.getAttribute('question'))) {
        this.changed = false;
      } else {
        e.preventDefault();
        e.stopImmediatePropagation();
      }
    }, { capture: true, signal });
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  isHere(link) {
    return link.hash && link.href.split('#')[0] === location.href.split('#')[0];
  }
});
