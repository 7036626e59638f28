'use strict';

/* The list of stores, where there are several, and the keys that work on every page. */
async function beginSession() {
  const { stores, version } = await sessionOf();
  byID('about').textContent = `globenc-index serve ${version}. The same answers come from globenc-query and, as JSON, from /api.`;
  const label = byID('store-label');
  label.hidden = stores.length < 2;
  const select = byID('store');
  select.replaceChildren(...stores.map((store) => element('option', { value: store.name, textContent: titleOf(store) })));
  const showStore = () => { select.value = here().store ?? stores[0]?.name ?? ''; };
  showStore();
  document.addEventListener('arrived', showStore);
  select.addEventListener('change', () => {
    const { pathname } = window.location;
    // What belongs to one store, such as an id or a label, means nothing in another.
    go(addressOf(pathname === '/example' ? '/examples' : pathname, { store: select.value === stores[0].name ? null : select.value }));
  });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, select, textarea')) return;
  if (event.key === '/') {
    event.preventDefault();
    const search = byID('contains');
    if (search) search.focus();
    else go(at('/examples'));
  } else if (event.key === 'j' || event.key === 'k') moveToCard(event.key === 'j' ? 1 : -1);
});

/* The next card, or the one before: j and k. */
function moveToCard(step) {
  const nodes = [...document.querySelectorAll('.card')].filter((node) => node.closest('.folded:not([open])') === null);
  if (nodes.length === 0) return;
  const at = nodes.indexOf(document.activeElement.closest?.('.card'));
  const next = nodes[Math.max(0, Math.min(nodes.length - 1, at < 0 ? 0 : at + step))];
  (next.querySelector('.word') ?? next.querySelector('a')).focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

beginViews();
beginSession().catch((error) => {
  if (!(error instanceof Refusal)) throw error;
  byID('about').textContent = error.message;
});
