// <isms-areas into="ID"> around a picture and its overlay: drag for a rectangle, click corner by corner for any other shape (Enter or double click ends it,
// Esc begins anew). The corners go, as percentages, into the field with that id, where they can also be typed.
customElements.define('isms-areas', class extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute('into'));
    this.svg = this.querySelector('svg');
    if (!this.field || !this.svg) return;
    this.shape = document.createElementNS('http://www.w3.org/2000/svg', 'polygon');
    this.shape.setAttribute('class', 'plan-new');
    this.svg.append(this.shape);
    this.points = [];
    this.tabIndex = 0;
    this.addEventListener('pointerdown', e => this.down(e));
    this.addEventListener('pointermove', e => this.from && this.show(this.rectangle(this.from, this.at(e))));
    this.addEventListener('pointerup', e => this.up(e));
    this.addEventListener('dblclick', () => this.end());
    this.addEventListener('keydown', e => { if (e.key === 'Enter') { e.preventDefault(); this.end(); } else if (e.key === 'Escape') this.clear(); });
    this.field.addEventListener('input', () => this.show(this.typed()));
    this.show(this.typed());
  }

  at(e) {
    const box = this.svg.getBoundingClientRect();
    const part = (v, low, size) => Math.round(Math.min(100, Math.max(0, (v - low) / size * 100)) * 10) / 10;
    return [part(e.clientX, box.left, box.width), part(e.clientY, box.top, box.height)];
  }

  down(e) {
    if (e.button !== 0) return;
    e.preventDefault();
    this.focus({ preventScroll: true });
    this.from = this.at(e);
    this.setPointerCapture(e.pointerId);
  }

  up(e) {
    if (!this.from) return;
    const [from, to] = [this.from, this.at(e)];
    this.from = null;
    if (Math.abs(from[0] - to[0]) + Math.abs(from[1] - to[1]) > 2) {
      this.points = this.rectangle(from, to);
      this.end();
    } else if (!this.points.some(p => Math.abs(p[0] - to[0]) + Math.abs(p[1] - to[1]) < .5)) {
      this.points.push(to);
      this.show(this.points);
    }
  }

  rectangle([x, y], [u, v]) { return [[x, y], [u, y], [u, v], [x, v]]; }

  typed() {
    const points = this.field.value.trim().split(/\s+/).map(p => p.split(',').map(Number)).filter(p => p.length === 2 && p.every(Number.isFinite));
    return points.length === 2 ? this.rectangle(...points) : points;
  }

  end() {
    if (this.points.length < 3) return;
    this.field.value = this.points.map(p => p.join(',')).join(' ');
    this.show(this.points);
    this.points = [];
    this.field.form?.querySelector('[name=name]')?.focus();
  }

  clear() { this.points = []; this.field.value = ''; this.show([]); }

  show(points) { this.shape.setAttribute('points', points.map(p => p.join(',')).join(' ')); }
});
