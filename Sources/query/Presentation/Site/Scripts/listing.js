'use strict';

/* The units of an example that it was found by: the searched text, or the word. */
function hitsOf(example) {
  const params = here();
  const hits = new Set();
  const texts = example.x.map(fold);
  if (params.contains) unitsAt(example, texts, fold(params.contains)).forEach((index) => hits.add(index));
  if (params.word && window.location.pathname === '/examples') {
    unitsOf(example).forEach((unit, index) => { if (!unit.special && fold(unit.name) === fold(params.word)) hits.add(index); });
  }
  if (params.token && example.tokens && example.isWhole === false) {
    example.groups.forEach((group, index) => { if (group.some((place) => example.tokens[place].token === params.token)) hits.add(index); });
  }
  return hits;
}

/* A card whose words are coloured when it comes into view. */
function makeRow(list, example) {
  const node = within(list.context, () => makeCard(example));
  node.classList.add('undressed');
  node.querySelector('.lead').replaceChildren('…');
  const { similarity, score } = example.row;
  const measure = list.measure === 'similarity' ? similarity : list.measure === 'score' ? score : undefined;
  if (typeof measure === 'number') node.querySelector('.labels').append(` · ${list.measure} ${measure.toFixed(3)}`);
  list.waiting.set(node, example);
  list.observer.observe(node);
  return node;
}

/* Colours the words of a card: the card is made again, now with words. */
async function dress(list, node) {
  const example = list.waiting.get(node);
  try {
    // Who scrolls on does not wait for what was passed by.
    const isDone = await inTurn(async () => {
      if (!list.near.has(node) || !list.waiting.has(node)) return false;
      await loadScores(list.facts, list.context, example, list.params, list.signal);
      return true;
    }, list.signal);
    if (!isDone || list.signal.aborted || !list.waiting.delete(node)) return;
  } catch (error) {
    if (list.signal.aborted || error.name === 'AbortError') return;
    if (!(error instanceof Refusal)) throw error;
    list.waiting.delete(node);
    list.observer.unobserve(node);
    node.querySelector('.lead').replaceChildren(error.message);
    return;
  }
  list.observer.unobserve(node);
  const isFocused = node.contains(document.activeElement) && document.activeElement.closest('h3') !== null;
  const dressed = within(list.context, () => makeCard(example));
  const extra = node.querySelector('.labels').lastChild;
  if (list.measure) dressed.querySelector('.labels').append(extra.cloneNode(true));
  node.replaceWith(dressed);
  list.examples.push(example);
  if (isFocused) dressed.querySelector('h3 a').focus({ preventScroll: true });
  list.rescale();
}

/* A list of cards that colour themselves, and are painted again when the common scale grows with them. With `isFolded`, near copies of a card are
   below it, out of sight until the reader opens them. */
function makeList({ facts, context, params, signal, measure = null, isFolded = false }) {
  const box = element('div', { className: 'list' });
  const list = { box, facts, context, params, signal, measure, waiting: new Map(), near: new Set(), examples: context.page.examples, end: 0 };
  list.observer = new IntersectionObserver((entries) => {
    entries.forEach(({ target, isIntersecting }) => {
      if (!isIntersecting) list.near.delete(target);
      else if (list.near.add(target) && list.waiting.has(target)) dress(list, target);
    });
  }, { rootMargin: '300px 0px' });
  let isPlanned = false;
  list.rescale = () => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      if (signal.aborted || !box.isConnected) return;
      const before = commonEnd;
      showScale();
      if (commonEnd !== before) list.repaint();
    });
  };
  list.repaint = () => box.querySelectorAll('.card').forEach((node) => { if (cards.has(node) && !list.waiting.has(node)) paint(cards.get(node)); });
  const headOf = isFolded ? makeFinder() : () => null;
  const entries = new Map();
  const folds = new Map();
  list.add = (rows) => {
    const before = entries.size;
    rows.map((row) => within(context, () => exampleOfRow(facts, row, list.end += 1))).forEach((example) => {
      const head = headOf(example);
      if (head === null) {
        entries.set(example, element('div', { className: 'entry' }, makeRow(list, example)));
        box.append(entries.get(example));
        return;
      }
      if (!folds.has(head)) {
        folds.set(head, makeFold(list));
        entries.get(head).append(folds.get(head).node);
      }
      folds.get(head).add(example);
    });
    return entries.size > before;
  };
  followWords(box);
  box.addEventListener('click', (event) => {
    const column = event.target.closest('button')?.dataset.column;
    if (column === undefined) return;
    const { example } = cards.get(event.target.closest('.card'));
    const condition = conditionOf(facts.columns[column], '=', example.k[column]);
    const { where = [] } = here();
    go(at('/examples', { ...sliceIn(window.location.pathname === '/examples' ? here() : {}), where: [...where, condition] }));
  });
  return list;
}
