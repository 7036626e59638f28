'use strict';

const step = 50;
const list = byID('list');
/* Of what matches, the examples from `first` on, up to `next`, are listed. */
const state = { matching: [], first: 0, next: 0 };

const orders = {
  page: () => 0,
  corpus: (a, b) => a.o - b.o,
  least: (a, b) => (a.c ?? Infinity) - (b.c ?? Infinity),
  most: (a, b) => (b.c ?? -Infinity) - (a.c ?? -Infinity),
  shortest: (a, b) => a.n - b.n,
  longest: (a, b) => b.n - a.n,
};

/* Lists what matches anew, from the beginning or from a place. */
function update(first = 0) {
  state.matching = page.examples.filter(matches).sort(orders[byID('order').value]);
  state.first = first;
  state.next = first;
  list.replaceChildren();
  byID('none').hidden = state.matching.length > 0;
  showChoices();
  extend();
}

function extend() {
  const added = state.matching.slice(state.next, state.next + step);
  list.append(...added.map(makeCard));
  state.next += added.length;
  const left = state.matching.length - state.next;
  const number = (count) => count.toLocaleString('en');
  const examples = (count) => `${number(count)} example${count === 1 ? '' : 's'}`;
  byID('earlier').hidden = state.first === 0;
  byID('earlier').textContent = `Show from the beginning (${examples(state.first)} before)`;
  byID('more').hidden = left === 0;
  byID('more').textContent = `Show ${Math.min(step, left)} more`;
  byID('count').textContent = state.matching.length === page.examples.length
    ? examples(page.examples.length)
    : `${number(state.matching.length)} of ${examples(page.examples.length)}`;
  byID('printed').textContent = state.first === 0 && left === 0 ? '' : `(${number(state.first + 1)} to ${number(state.next)} are printed)`;
}

/* What was chosen by a click, each with a button that takes it back. */
function showChoices() {
  byID('choices').hidden = choices.size === 0;
  byID('choices').replaceChildren(...[...choices].map(([kind, choice]) => {
    const button = element('button', { type: 'button', className: 'choice' }, ...choice.parts, ' ✕');
    button.dataset.kind = kind;
    button.setAttribute('aria-label', `Show all examples again, not only ${choice.name}`);
    return button;
  }));
  document.querySelectorAll('[aria-pressed]').forEach((button) => {
    const isChosen = [...choices.values()].some((choice) => choice.button === button);
    button.setAttribute('aria-pressed', isChosen);
  });
}

/* Chooses by a cell of the confusion matrix, by a count of the table of classes, or by a word of a panel; chosen once more, it is taken back. */
function choosePart(button, kind, choice) {
  const isChosen = choices.get(kind)?.button === button;
  if (isChosen) choices.delete(kind);
  else {
    clearFilters();
    choices.set(kind, { ...choice, button });
  }
  update();
  byID('examples').scrollIntoView({ block: 'start' });
}

function chooseColumn(button) {
  const column = Number(button.dataset.column);
  const { example } = cards.get(button.closest('.card'));
  choices.set('column', columnChoice(column, example.k[column]));
  update();
  byID('examples').scrollIntoView({ block: 'start' });
}

function clearFilters() {
  byID('filter').value = '';
  byID('outcome').value = 'all';
  choices.clear();
  update();
}

list.addEventListener('click', (event) => {
  const link = event.target.closest('h3 a');
  // The same address once more is no change of it.
  if (link && link.hash === window.location.hash) followLink();
});
followWords(list);
document.addEventListener('click', (event) => {
  const { word, side, label, class: set, gold, predicted, column, kind } = event.target.closest('button')?.dataset ?? {};
  const button = event.target.closest('button');
  if (word !== undefined) choosePart(button, 'word', wordChoice(Number(word), side, Number(label)));
  else if (set !== undefined) choosePart(button, 'cell', classChoice(Number(set), gold === 'true', predicted === 'true'));
  else if (gold !== undefined) choosePart(button, 'cell', cellChoice(Number(gold), Number(predicted)));
  else if (column !== undefined) chooseColumn(button);
  else if (kind !== undefined) { choices.delete(kind); update(); byID('filter').focus(); }
});
document.querySelector('.tools').addEventListener('submit', (event) => event.preventDefault());
byID('filter').addEventListener('input', () => update());
byID('outcome').addEventListener('change', () => update());
byID('order').addEventListener('change', () => update());
byID('scale').addEventListener('change', () => { showScale(); [...list.children].forEach((node) => paint(cards.get(node))); });
byID('more').addEventListener('click', () => { const next = list.children.length; extend(); list.children[next].querySelector('.word').focus(); });
byID('earlier').addEventListener('click', () => { update(); list.querySelector('.word').focus(); });
byID('clear').addEventListener('click', () => { clearFilters(); byID('filter').focus(); });
byID('outcome-label').hidden = !page.examples.some(outcomeOf);
document.querySelectorAll('#order option').forEach((option) => {
  const needsConfidence = ['least', 'most'].includes(option.value);
  if (needsConfidence && !page.examples.some((example) => example.c !== undefined)) option.remove();
});
beginChoiceOfScores();
showScores();
update();
followLink();
window.addEventListener('hashchange', followLink);
