// <isms-marks keys='["","▲","△","-"]'> around a grid: 1, 2, 3 put the sign of that place and 0 empties the cell; the space bar goes on to the next one.
customElements.define('isms-marks', class extends HTMLElement {
  connectedCallback() {
    const signs = JSON.parse(this.getAttribute('keys'));
    this.addEventListener('keydown', e => {
      if (!e.target.matches('input.cell-mark') || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
      const at = e.key === ' ' ? (signs.indexOf(e.target.value.trim()) + 1) % signs.length : '0123'.indexOf(e.key);
      if (at < 0 && !['Delete', 'Backspace'].includes(e.key)) return;
      e.preventDefault();
      e.target.value = signs[Math.max(at, 0)];
      e.target.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
});
