'use strict';

const linkTo = (id) => `#example=${encodeURIComponent(id)}`;

/* The id of the example that the address asks for; undefined where it asks for none. */
function linked() {
  const [, text] = /^#example=(.*)$/s.exec(window.location.hash) ?? [];
  if (text === undefined) return undefined;
  try { return decodeURIComponent(text); } catch { return text; }
}

/* Shows the example that the address asks for, whatever was filtered. */
function followLink() {
  const id = linked();
  const example = page.examples.find((other) => other.id === id);
  const missing = document.getElementById('missing');
  missing.hidden = id === undefined || example !== undefined;
  missing.textContent = missing.hidden ? '' : `This page has no example “${id}”.`;
  document.querySelectorAll('.card.linked').forEach((card) => card.classList.remove('linked'));
  if (!example) {
    if (!missing.hidden) missing.scrollIntoView({ block: 'center' });
    return;
  }
  if (!state.matching.includes(example)) clearFilters();
  const index = state.matching.indexOf(example);
  // So many cards at once would take seconds.
  if (index < state.first || index >= state.next + 10 * step) update(Math.max(0, index - 2));
  while (state.next <= index) extend();
  const card = list.children[index - state.first];
  card.classList.add('linked');
  card.scrollIntoView({ block: 'start' });
  card.querySelector('h3 a').focus({ preventScroll: true });
}
