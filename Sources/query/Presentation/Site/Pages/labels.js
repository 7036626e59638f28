'use strict';

/* A number that leads to its examples. */
function cell(count, params, meaning) {
  if (!count || !params) return element('span', { className: 'cell', textContent: grouped(count) });
  return withAttributes(element('a', { className: 'cell', href: at('/examples', params), textContent: grouped(count) }), { 'aria-label': `${grouped(count)} ${meaning}` });
}

function confusionPanel(facts, labels) {
  const pairs = labels.labels;
  const order = (names) => [...new Set(names)].sort((a, b) => place(a) - place(b));
  const place = (name) => (name === null ? 1e9 : facts.classes.includes(name) ? facts.classes.indexOf(name) : 1e6);
  const golds = order(pairs.map(({ label }) => label));
  const guesses = order(pairs.map(({ predicted }) => predicted));
  const count = (gold, guess) => pairs.find(({ label, predicted }) => label === gold && predicted === guess)?.examples ?? 0;
  const params = (gold, guess) => (gold === null || guess === null ? null : { label: gold, predicted: guess });
  const meaning = (gold, guess) => `with gold label ${gold ?? 'none'}, predicted ${guess ?? 'none'}`;
  const head = (...parts) => withAttributes(element('th', {}, ...parts), { scope: 'col' });
  let table;
  if (golds.length <= 12 && guesses.length <= 12) {
    const rows = golds.map((gold) => element('tr', {}, withAttributes(element('th', {}, shortName(gold, 30)), { scope: 'row' }), ...guesses.map((guess) => {
      const node = cell(count(gold, guess), params(gold, guess), meaning(gold, guess));
      return element('td', { className: gold === guess ? 'agree' : '' }, node);
    })));
    table = element('table', { className: 'confusion' }, element('thead', {}, element('tr', {}, head('gold'), ...guesses.map((guess) => head('→ ', shortName(guess, 30))))), element('tbody', {}, ...rows));
  } else {
    const mistakes = pairs.filter(({ label, predicted }) => label !== predicted && facts.classes.includes(label)).sort((a, b) => b.examples - a.examples).slice(0, 12);
    const rows = mistakes.map(({ label, predicted, examples }) => element('tr', {}, withAttributes(element('th', {}, shortName(label, 30), ' → ', shortName(predicted, 30)), { scope: 'row' }),
      element('td', {}, cell(examples, params(label, predicted), meaning(label, predicted)))));
    table = element('table', { className: 'confusion' }, element('thead', {}, element('tr', {}, head('most frequent mistakes: gold → predicted'), head('examples'))), element('tbody', {}, ...rows));
  }
  const outside = labels.gold_outside_classes > 0 ? `${counted(labels.gold_outside_classes, 'gold label')} no class of the model. ` : '';
  const node = panel('Gold and predicted labels', paragraph('', `${outside}Choose a number to see its examples.`), element('div', { className: 'scroll' }, table));
  node.classList.toggle('broad', guesses.length > 2 || golds.length > 12);
  return node;
}

function classPanel(labels) {
  const measures = ['precision', 'recall', 'f1'];
  const figures = (one) => measures.map((name) => element('td', {}, shareText(one[name]), element('small', { textContent: intervalText(one[`${name}_interval`]) })));
  const gold = (one) => one.gold ?? one.true_positives + one.false_negatives;
  const guessed = (one) => one.predicted ?? one.true_positives + one.false_positives;
  const rows = labels.classes.slice(0, 40).map((one) => element('tr', {}, withAttributes(element('th', {}, shortName(one.class, 30)), { scope: 'row' }),
    element('td', {}, cell(gold(one), { label: one.class }, `of the class ${one.class}`)), element('td', {}, cell(guessed(one), { predicted: one.class }, `predicted as ${one.class}`)),
    element('td', {}, cell(one.true_positives, { label: one.class, predicted: one.class }, `of the class ${one.class}, predicted as it`)), ...figures(one)));
  const means = [['mean of the classes', labels.macro], ['all decisions', labels.micro]].filter(([, one]) => one)
    .map(([name, one]) => element('tr', {}, withAttributes(element('th', { textContent: name }), { scope: 'row' }), element('td', { colSpan: 3 }), ...figures(one)));
  const head = ['class', 'gold', 'predicted', 'both', 'precision', 'recall', 'F1'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  const node = panel('Classes', paragraph('', 'Numbers are examples; below a share, its 95 % interval. Choose a number to see its examples.'),
    element('div', { className: 'scroll' }, element('table', { className: 'confusion classes' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows, ...means))));
  if (labels.classes.length > 40) node.append(paragraph('', 'The first 40 classes are shown.'));
  node.classList.add('whole');
  return node;
}

function predictedPanel({ labels }) {
  const rows = labels.map(({ predicted, examples, mean_confidence: mean }) => element('tr', {}, withAttributes(element('th', {}, shortName(predicted, 30)), { scope: 'row' }),
    element('td', {}, cell(examples, predicted === null ? null : { predicted }, `predicted as ${predicted}`)), element('td', { textContent: shareText(mean) })));
  const head = ['predicted', 'examples', 'mean confidence'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  return panel('Predicted labels', element('div', { className: 'scroll' }, element('table', { className: 'confusion' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows))));
}

/* How good the predictions are for each value of a kept column, which the reader chooses. */
async function fillGroups(box, facts, params, signal) {
  const table = element('div', {});
  const select = chooser('by', 'group', [['', 'choose a column'], ...facts.columns.map((name) => [name, name])], (value) => goWith({ group: value }));
  select.querySelector('select').value = params.group ?? '';
  box.replaceChildren(element('section', { className: 'panel' }, element('h3', { textContent: 'Parts of the corpus' }), element('p', { className: 'group' }, select), table));
  if (params.group === undefined) return;
  await fill(table, signal, `Comparing the values of ${params.group}`, async () => {
    const { data, remarks } = await ask('labels', { store: facts.name, 'group-by': params.group }, signal);
    const rows = data.groups.map((group) => groupRow(facts, params.group, group));
    const names = [params.group, 'examples', facts.hasSets ? 'gold set found' : 'accuracy', '95 % interval'];
    const head = names.map((name) => withAttributes(element('th', {}, isolated(name)), { scope: 'col' }));
    return [...notes(remarks), element('div', { className: 'scroll' }, element('table', { className: 'confusion' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)))];
  });
}

function groupRow(facts, column, group) {
  const { accuracy, accuracy_interval: interval, exact_match: exact, exact_match_interval: exactInterval, examples } = group;
  const name = group.group === null ? null : String(group.group);
  const where = name === null ? null : { where: [conditionOf(column, '=', name)] };
  return element('tr', {}, withAttributes(element('th', {}, shortName(name, 40)), { scope: 'row' }), element('td', {}, cell(examples, where, `with ${column} ${name}`)),
    element('td', { textContent: shareText(facts.hasSets ? exact : accuracy) }), element('td', { textContent: intervalText(facts.hasSets ? exactInterval : interval) }));
}
