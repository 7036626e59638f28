'use strict';

const step = 50;
const byID = (id) => document.getElementById(id);
const list = byID('list');
const state = { shown: step, gold: undefined, predicted: undefined, matching: [] };

const texts = page.examples.map((example) => [example.id, ...example.x].join('\n').toLowerCase());
const orders = {
  corpus: () => 0,
  least: (a, b) => (a.c ?? Infinity) - (b.c ?? Infinity),
  most: (a, b) => (b.c ?? -Infinity) - (a.c ?? -Infinity),
  shortest: (a, b) => a.n - b.n,
  longest: (a, b) => b.n - a.n,
};

function matches(example, index) {
  const wanted = byID('filter').value.toLowerCase();
  if (wanted && !texts[index].includes(wanted)) return false;
  if (state.gold !== undefined && (example.g ?? -1) !== state.gold) return false;
  if (state.predicted !== undefined && (example.p ?? -1) !== state.predicted) return false;
  const outcome = byID('outcome').value;
  if (outcome === 'all') return true;
  if (example.g === undefined || example.p === undefined) return false;
  return (example.g === example.p) === (outcome === 'right');
}

/* Lists what matches anew, from the beginning. */
function update() {
  state.matching = page.examples.filter(matches).sort(orders[byID('order').value]);
  state.shown = 0;
  list.replaceChildren();
  byID('none').hidden = state.matching.length > 0;
  extend();
}

function extend() {
  const next = state.matching.slice(state.shown, state.shown + step);
  list.append(...next.map(makeCard));
  state.shown += next.length;
  const left = state.matching.length - state.shown;
  byID('more').hidden = left === 0;
  byID('more').textContent = `Show ${Math.min(step, left)} more`;
  const number = (count) => count.toLocaleString('en');
  byID('count').textContent = state.matching.length === page.examples.length
    ? `${number(page.examples.length)} examples`
    : `${number(state.matching.length)} of ${number(page.examples.length)} examples`;
}

/* Only the examples of one cell of the confusion matrix; none given: of all. */
function chooseCell(gold, predicted, button) {
  [state.gold, state.predicted] = [gold, predicted];
  document.querySelectorAll('.confusion button').forEach((other) => other.setAttribute('aria-pressed', other === button));
  const name = (label) => (label < 0 ? 'none' : page.labels[label]);
  byID('cell').hidden = gold === undefined;
  byID('cell').replaceChildren();
  if (gold !== undefined) {
    byID('cell').append('gold ', isolated(name(gold)), ', predicted ', isolated(name(predicted)), ' ✕');
    byID('cell').setAttribute('aria-label', `Show all labels again, not only gold ${name(gold)}, predicted ${name(predicted)}`);
  }
  update();
}

function clearFilters() {
  byID('filter').value = '';
  byID('outcome').value = 'all';
  chooseCell();
  byID('filter').focus();
}

function moveBy(card, from, key) {
  const last = card.words.length - 1;
  const to = { ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1, Home: 0, End: last }[key];
  focusWord(card, Math.max(0, Math.min(last, to)));
}

list.addEventListener('click', (event) => {
  const word = event.target.closest('.word');
  if (word) choose(cards.get(word.closest('.card')), Number(word.dataset.index));
});
list.addEventListener('keydown', (event) => {
  const word = event.target.closest('.word');
  if (!word || event.ctrlKey || event.altKey || event.metaKey) return;
  const card = cards.get(word.closest('.card'));
  if (event.key === 'Enter' || event.key === ' ') choose(card, Number(word.dataset.index));
  else if (event.key === 'Escape') { choose(card, 0); focusWord(card, 0); }
  else if (/^(Arrow(Right|Down|Left|Up)|Home|End)$/.test(event.key)) moveBy(card, Number(word.dataset.index), event.key);
  else return;
  event.preventDefault();
});
document.addEventListener('click', (event) => {
  const token = event.target.closest('[data-filter]');
  const cell = event.target.closest('[data-gold]');
  if (token) { byID('filter').value = token.dataset.filter; update(); }
  if (cell) {
    const isChosen = cell.getAttribute('aria-pressed') === 'true';
    if (isChosen) chooseCell(); else chooseCell(Number(cell.dataset.gold), Number(cell.dataset.predicted), cell);
  }
  if (token || cell) byID('examples').scrollIntoView({ block: 'start' });
});
document.querySelector('.tools').addEventListener('submit', (event) => event.preventDefault());
byID('filter').addEventListener('input', update);
byID('outcome').addEventListener('change', update);
byID('order').addEventListener('change', update);
byID('more').addEventListener('click', () => { const next = list.children.length; extend(); list.children[next].querySelector('.word').focus(); });
byID('clear').addEventListener('click', clearFilters);
byID('cell').addEventListener('click', () => chooseCell());
byID('outcome-label').hidden = !page.examples.some((example) => example.g !== undefined && example.p !== undefined);
document.querySelectorAll('#order option[value$="st"]').forEach((option) => {
  const needsConfidence = ['least', 'most'].includes(option.value);
  if (needsConfidence && !page.examples.some((example) => example.c !== undefined)) option.remove();
});
update();
