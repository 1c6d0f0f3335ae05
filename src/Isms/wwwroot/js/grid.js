// <isms-grid changed="…{0}…">: a table of inputs and selects that can be filled in as a spreadsheet.
// Arrows and Enter move, a column or block is pasted from Excel, Ctrl+D fills down, Esc restores a cell.
const cell = 'td > input:not([type=hidden]):not([type=checkbox]), td > select';

customElements.define('isms-grid', class extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', e => this.onKey(e));
    this.addEventListener('paste', e => this.onPaste(e));
    this.addEventListener('input', e => this.mark(e.target));
    this.addEventListener('focusin', e => { if (e.target.matches(cell)) e.target.select?.(); });
    for (const field of this.querySelectorAll(cell)) this.mark(field);
  }

  onKey(e) {
    const field = e.target;
    if (!field.matches(cell) || e.isComposing) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [e.shiftKey ? -1 : 1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key];
    if (step && !e.altKey && !e.ctrlKey && !this.isTyping(field, e.key)) {
      e.preventDefault();
      this.at(field, ...step)?.focus();
    } else if (e.key.toLowerCase() === 'd' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      const above = this.at(field, -1, 0);
      if (above) this.put(field, above.value);
    } else if (e.key === 'Escape') {
      this.put(field, original(field));
    }
  }

  // Inside a word that is being edited, left and right move the cursor; in a list, up and down choose with Alt only.
  isTyping(field, key) {
    if (!/Left|Right/.test(key) || field.tagName === 'SELECT') return false;
    if (field.selectionStart === 0 && field.selectionEnd === field.value.length) return false;
    return key === 'ArrowLeft' ? field.selectionStart > 0 : field.selectionEnd < field.value.length;
  }

  // The editable cell so many rows down and columns to the right; rows count as the table has them, columns by place.
  at(field, down, right) {
    const td = field.parentElement;
    const rows = [...td.closest('tbody').rows];
    for (let r = rows.indexOf(td.parentElement) + down, c = td.cellIndex + right; rows[r]?.cells[c]; r += Math.sign(down), c += Math.sign(right)) {
      const found = rows[r].cells[c].querySelector(':scope > input:not([type=hidden]):not([type=checkbox]), :scope > select');
      if (found && !found.disabled && !found.readOnly) return found;
      if (!down && !right) return null;
    }
    return null;
  }

  onPaste(e) {
    const text = e.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n').replace(/\n$/, '');
    if (!e.target.matches(cell) || !/[\t\n]/.test(text)) return;
    e.preventDefault();
    let start = e.target;
    for (const line of text.split('\n')) {
      let field = start;
      for (const value of line.split('\t')) {
        if (!field) break;
        this.put(field, value.trim());
        field = this.at(field, 0, 1);
      }
      start = start && this.at(start, 1, 0);
      if (!start) break;
    }
  }

  // A list takes a value or the words shown for it; what it does not know is left and marked.
  put(field, value) {
    if (field.tagName === 'SELECT') {
      const option = [...field.options].find(o => o.value === value || o.text.trim() === value || o.text.trim().startsWith(value + ' '));
      field.classList.toggle('is-invalid', !option);
      if (!option) return;
      value = option.value;
    }
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  mark(field) {
    if (!field.matches?.(cell)) return;
    field.parentElement.classList.toggle('changed', field.value !== original(field));
    const count = this.querySelectorAll('td.changed').length;
    const note = this.querySelector('[data-part=changed]');
    if (note) note.textContent = count ? this.getAttribute('changed').replace('{0}', count) : '';
  }
});

function original(field) {
  return field.tagName === 'SELECT' ? ([...field.options].find(o => o.defaultSelected) ?? field.options[0])?.value ?? '' : field.defaultValue;
}
