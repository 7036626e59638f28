'use strict';

/* The pages by their paths: `title`, and `build(view)`, which fills `view.node` and gives the function that shows parameters. */
const pages = new Map();

/* The views that the back button leads to, by the keys of the history's entries. */
const views = new Map();
const mostViews = 12;
const scrolls = new Map();
let current = null;
let currentKey = null;

/* What the present entry of the history keeps beside its address, such as a text that is too long for one: a reload and the back button find it again. */
const keptHere = () => window.history.state?.kept ?? null;
const isAlike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const newKey = () => `${Date.now()}.${Math.random()}`;

function makeView(path) {
  const view = { path, node: element('div', { className: 'page' }), url: null, kept: null, isComplete: false, context: { page: {}, shown: {} } };
  view.show = pages.get(path).build(view);
  return view;
}

/* Lets a view show the address. What it was waiting for is given up. */
async function refresh(view) {
  view.controller?.abort();
  view.controller = new AbortController();
  const { signal } = view.controller;
  view.signal = signal;
  view.url = window.location.pathname + window.location.search;
  view.kept = keptHere();
  view.isComplete = false;
  byID('content').setAttribute('aria-busy', 'true');
  const timer = setTimeout(() => { if (!view.node.firstChild) view.node.append(waiting('Asking the server')); }, 200);
  try {
    await view.show(here(), signal);
    if (!signal.aborted) view.isComplete = true;
  } catch (error) {
    if (signal.aborted || error.name === 'AbortError') return;
    if (!(error instanceof Refusal)) throw error;
    view.node.querySelectorAll(':scope > .failure, :scope > .waiting').forEach((node) => node.remove());
    view.node.append(failureOf(error, () => refresh(view)));
  } finally {
    clearTimeout(timer);
    if (!signal.aborted && current === view) byID('content').removeAttribute('aria-busy');
  }
}

/* Shows what the address names, after it has changed. */
function arrive(key, { isReturn = false } = {}) {
  const { pathname, search } = window.location;
  const path = pages.has(pathname) ? pathname : '/';
  if (current && currentKey !== null && key !== currentKey) scrolls.set(currentKey, window.scrollY);
  const isSame = current?.path === path;
  const view = (isReturn && views.get(key)) || (isSame ? current : makeView(path));
  views.delete(key);
  views.set(key, view);
  if (views.size > mostViews) views.delete(views.keys().next().value);
  const last = current;
  [current, currentKey] = [view, key];
  if (last && last !== view && !last.isComplete) last.controller?.abort();
  document.title = `${pages.get(path).title} – globenc`;
  document.querySelectorAll('.site nav a').forEach((node) => {
    node.href = at(node.dataset.page);
    if (node.dataset.page === path) node.setAttribute('aria-current', 'page');
    else node.removeAttribute('aria-current');
  });
  enter(view.context);
  const content = byID('content');
  if (content.firstChild !== view.node) content.replaceChildren(view.node);
  if (byID('scale-start')) showScale();
  content.removeAttribute('aria-busy');
  if (view.url !== pathname + search || !isAlike(view.kept, keptHere()) || !view.isComplete) refresh(view);
  document.dispatchEvent(new Event('arrived'));
  if (isReturn) window.scrollTo(0, scrolls.get(key) ?? 0);
  else if (last && last !== view) {
    window.scrollTo(0, 0);
    content.focus({ preventScroll: true });
  }
}

/* Goes to an address of the site; with `replace`, in place of the present entry of the history. `kept` is what the entry keeps beside the address; the
   entries of one page hand it on. */
function go(url, { replace = false, kept = url.split('?')[0] === window.location.pathname ? keptHere() : null } = {}) {
  if (url === window.location.pathname + window.location.search && isAlike(kept, keptHere())) return;
  if (replace) {
    window.history.replaceState({ key: currentKey, kept }, '', url);
    arrive(currentKey);
  } else {
    const key = newKey();
    if (currentKey !== null) scrolls.set(currentKey, window.scrollY);
    window.history.pushState({ key, kept }, '', url);
    arrive(key);
  }
}

/* The same page with other parameters; null takes one away. */
function goWith(changes, options) {
  go(addressOf(window.location.pathname, { ...here(), ...changes }), options);
}

function beginViews() {
  window.history.scrollRestoration = 'manual';
  const key = window.history.state?.key ?? newKey();
  window.history.replaceState({ key, kept: keptHere() }, '');
  window.addEventListener('popstate', (event) => arrive(event.state?.key ?? newKey(), { isReturn: true }));
  document.addEventListener('click', (event) => {
    const node = event.target.closest('a[href]');
    if (!node || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (node.hasAttribute('download') || node.origin !== window.location.origin || !pages.has(node.pathname) || node.hash) return;
    event.preventDefault();
    go(node.pathname + node.search);
  });
  arrive(key);
}
