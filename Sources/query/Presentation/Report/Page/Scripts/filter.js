'use strict';

const wanted = () => fold(document.getElementById('filter').value);

/* What the filter looks into: id, texts, and kept values with their columns. */
const folded = new Map(page.examples.map((example) => {
  const kept = (example.k ?? []).flatMap((value, column) => (value === null ? [] : [`${page.columns[column]}=${value}`]));
  return [example, { texts: example.x.map(fold), others: [example.id, ...kept].map(fold) }];
}));

/* What was chosen by a click, at most one of each kind: `passes` an example or not, `parts` and `name` say what it is. */
const choices = new Map();

const labelName = (label) => (label < 0 ? 'none' : page.labels[label]);

function cellChoice(gold, predicted) {
  return {
    passes: (example) => (example.g ?? -1) === gold && (example.p ?? -1) === predicted,
    parts: ['gold ', isolated(labelName(gold)), ', predicted ', isolated(labelName(predicted))],
    name: `gold ${labelName(gold)}, predicted ${labelName(predicted)}`,
  };
}

/* A count of the table of classes: the examples that have a class or not, and are predicted as it or not. */
function classChoice(label, isGold, isPredicted) {
  const [gold, predicted] = [isGold ? 'gold ' : 'not gold ', isPredicted ? ', predicted as it' : ', not predicted as it'];
  return {
    passes: (example) => !example.f && example.gs !== undefined && example.gs.includes(label) === isGold && example.ps.includes(label) === isPredicted,
    parts: [gold, isolated(labelName(label)), predicted],
    name: `${gold}${labelName(label)}${predicted}`,
  };
}

/* A word of a panel, in the examples that the panel is of. */
function wordChoice(word, side, label) {
  const kind = { g: 'gold', p: 'predicted' }[side];
  return {
    word,
    passes: (example) => unitsWith(example, word).length > 0 && (!kind || (example[`${side}s`]?.includes(label) ?? example[side] === label)),
    parts: ['“', isolated(page.words[word]), '”', ...(kind ? [` in ${kind} `, isolated(labelName(label))] : [])],
    name: `“${page.words[word]}”${kind ? ` in ${kind} ${labelName(label)}` : ''}`,
  };
}

function columnChoice(column, value) {
  return {
    passes: (example) => example.k[column] === value,
    parts: [isolated(page.columns[column]), ' ', isolated(value)],
    name: `${page.columns[column]} ${value}`,
  };
}

/* The units of an example that are a word of the panels. */
function unitsWith(example, word) {
  const units = [];
  for (let place = 0; place < (example.h ?? []).length; place += 2) {
    if (example.h[place] === word) units.push(example.h[place + 1]);
  }
  return units;
}

function matches(example) {
  const text = wanted();
  const { texts, others } = folded.get(example);
  if (text && ![...texts, ...others].some((part) => part.includes(text))) return false;
  if (![...choices.values()].every((choice) => choice.passes(example))) return false;
  const outcome = document.getElementById('outcome').value;
  return outcome === 'all' || outcome === outcomeOf(example);
}

/* The units of an example that it was found by. */
function hitsOf(example) {
  const hits = new Set(choices.has('word') ? unitsWith(example, choices.get('word').word) : []);
  const text = wanted();
  if (!text) return hits;
  unitsAt(example, folded.get(example).texts, text).forEach((index) => hits.add(index));
  return hits;
}
