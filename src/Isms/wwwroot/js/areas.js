// <isms-areas into="ID"> around a picture and its overlay: drag for a rectangle, or click corner by corner for any other shape (a click on the first corner, Enter
// or a double click ends it, Backspace takes a corner back, Esc begins anew). With the keyboard the arrows move a cross (with Shift in larger steps) and the space
// bar sets a corner. The corners go, as percentages, into the field with that id, where they can also be typed.
customElements.define('isms-areas', class extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute('into'));
    this.svg = this.querySelector('svg');
    if (!this.field || !this.svg) return;
    this.shape = this.draw('polygon', 'plan-new');
    this.corners = this.draw('path', 'plan-new plan-corner');
    this.cross = this.draw('path', 'plan-new plan-cross');
    this.points = [];
    this.addEventListener('pointerdown', e => this.down(e));
    this.addEventListener('pointermove', e => this.from && this.show(this.rectangle(this.from, this.at(e))));
    this.addEventListener('pointerup', e => this.up(e));
    this.addEventListener('pointercancel', () => { this.from = null; this.show(this.points); });
    this.addEventListener('dblclick', () => this.end());
    this.addEventListener('keydown', e => this.key(e));
    this.addEventListener('blur', () => this.aim(null));
    this.field.addEventListener('input', () => { this.points = []; this.show(this.typed()); });
    this.show(this.typed());
  }

  draw(name, style) {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', name);
    drawn.setAttribute('class', style);
    this.svg.append(drawn);
    return drawn;
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
    this.aim(null);
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
    } else this.add(to);
  }

  key(e) {
    const step = e.shiftKey ? 5 : 1;
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[e.key];
    if (move) this.aim((this.aimed || [50, 50]).map((v, i) => Math.min(100, Math.max(0, v + move[i]))));
    else if (e.key === ' ') this.aimed ? this.add(this.aimed) : this.aim([50, 50]);
    else if (e.key === 'Enter') this.end();
    else if (e.key === 'Escape') this.clear();
    else if (e.key === 'Backspace') { this.points.pop(); this.keep(); }
    else return;
    e.preventDefault();
  }

  // A corner close to the first closes the shape; the second click of a double click adds none.
  add(point) {
    const near = (p, reach) => p && Math.abs(p[0] - point[0]) + Math.abs(p[1] - point[1]) < reach;
    if (this.points.length > 2 && near(this.points[0], 2.5)) { this.end(); return; }
    if (!this.points.some(p => near(p, .5))) this.points.push(point);
    this.keep();
  }

  rectangle([x, y], [u, v]) { return [[x, y], [u, y], [u, v], [x, v]]; }

  typed() {
    const points = this.field.value.trim().split(/\s+/).map(p => p.split(',').map(Number)).filter(p => p.length === 2 && p.every(Number.isFinite));
    return points.length === 2 ? this.rectangle(...points) : points;
  }

  // From the third corner on the shape stands in the field, so that nobody has to know how to end it.
  keep() {
    this.field.value = this.points.length > 2 ? this.points.map(p => p.join(',')).join(' ') : '';
    this.show(this.points);
  }

  end() {
    if (this.points.length < 3) return;
    this.keep();
    this.points = [];
    this.aim(null);
    this.field.form?.querySelector('[name=name]')?.focus();
  }

  clear() { this.points = []; this.field.value = ''; this.show([]); }

  aim(point) {
    this.aimed = point;
    this.cross.setAttribute('d', point ? `M${point[0]} 0V100M0 ${point[1]}H100` : '');
  }

  show(points) {
    this.shape.setAttribute('points', points.map(p => p.join(',')).join(' '));
    this.corners.setAttribute('d', points.map(p => `M${p[0]} ${p[1]}h0`).join(''));
  }
});
