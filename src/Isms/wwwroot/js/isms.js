// What a page gains with scripts; every page works without.
import './areas.js';
import './confirm.js';
import './dirty.js';
import './filter.js';
import './grid.js';
import './marks.js';
import './progress.js';

const open = '.drop[open], .menu-switch[open]';

// A menu closes on a click elsewhere, on Escape, and when the pages change beneath it.
document.addEventListener('click', e => {
  for (const d of document.querySelectorAll(open)) {
    const own = d.classList.contains('menu-switch') ? document.querySelector('.menu') : null;
    if (!d.contains(e.target) && !own?.contains(e.target)) d.open = false;
  }
});
document.addEventListener('keydown', e => {
  if (e.key === 'Escape') {
    const d = document.querySelector(open);
    if (d) { d.open = false; d.querySelector('summary').focus(); }
  }
  // "/" goes to the search box, as in most tools that are used all day; so does Ctrl+K, from within a field too.
  const slash = e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !e.target.closest('input, textarea, select, [contenteditable]');
  const ctrlK = e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey;
  if (slash || ctrlK) {
    const box = document.querySelector('.top-search input');
    if (box) { e.preventDefault(); box.focus(); box.select(); }
  }
});

const arrived = () => {
  for (const d of document.querySelectorAll(open)) d.open = false;
  document.querySelector('.form-errors')?.focus();
  const [current] = document.querySelectorAll('.menu [aria-current]');
  current?.scrollIntoView({ block: 'nearest' });
};
arrived();
window.Blazor?.addEventListener?.('enhancedload', arrived);
