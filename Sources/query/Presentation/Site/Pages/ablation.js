'use strict';

const changeText = (value) => (value === null || value === undefined ? '' : `${value < 0 ? '' : '+'}${value.toFixed(2)}`);
const intervalOfChange = (one) => (one && one.low !== null ? `(${changeText(one.low)} to ${changeText(one.high)})` : '');
const timesOf = (one) => (one ? `${grouped(Math.round(one.value * one.examples))} of ${grouped(one.examples)}` : '');

/* What became of predictions when words were taken out of their texts, by the words. */
async function ablatedWords(facts) {
  const words = new Map();
  if (!facts.info.evaluations) return words;
  const { data } = await askOnce('evaluation', { store: facts.name });
  data.filter(({ word }) => word).forEach((one) => {
    if (!words.has(one.word)) words.set(one.word, {});
    const known = words.get(one.word);
    // The first figures of a word count, as in globenc-query.
    known[one.metric] ??= one;
  });
  return words;
}

/* The same for a table of other figures, which does without where the store does not tell. */
const knownWords = (facts) => ablatedWords(facts).catch((error) => {
  if (!(error instanceof Refusal)) throw error;
  return new Map();
});

/* The figures of a word for the rows of a table. */
function figuresWithout(metrics) {
  return {
    flips: metrics?.flip_rate?.value ?? null, others: metrics?.flip_rate_random?.value ?? null,
    logit: metrics?.logit_change?.value ?? null, against: metrics?.logit_change_difference?.value ?? null, metrics,
  };
}

/* The columns that a table of words has where some of its words were taken out of their texts. */
const columnsWithout = [
  { key: 'flips', name: 'flips without it', text: (_, { metrics }) => timesOf(metrics?.flip_rate), beside: ({ metrics }) => (metrics?.flip_rate_random ? `(random ${timesOf(metrics.flip_rate_random).split(' ')[0]})` : '') },
  { key: 'logit', name: 'logit without it', text: changeText, rises: true },
];

/* The columns of the table that has these words alone. */
const columnsOfAblation = [
  { key: 'texts', name: 'texts', text: grouped },
  { key: 'flips', name: 'flips without it', text: (_, { metrics }) => timesOf(metrics.flip_rate) },
  { key: 'others', name: 'without a random word', text: (_, { metrics }) => timesOf(metrics.flip_rate_random), isMain: true },
  { key: 'logit', name: 'logit without it', text: changeText, beside: ({ metrics }) => intervalOfChange(metrics.logit_change), rises: true },
  { key: 'against', name: 'less that of a random word', text: changeText, beside: ({ metrics }) => intervalOfChange(metrics.logit_change_difference), rises: true },
  columnOfQ,
];

/* What the figures of these words say; of q only where some word has one, and of how to have it only where some word lacks it. */
function hintOfAblation(words) {
  if (words.size === 0) return '';
  const metrics = [...words.values()];
  const said = ['Each of these words was taken out of its texts, and the model was asked again: so many predictions flip, and so many without a random other word of the same texts. The logit is that of the class predicted at first; brackets have 95 % intervals.'];
  if (metrics.some((one) => typeof one.logit_change_p?.q === 'number')) said.push('A word with a q of 0.05 or more is grey: chance makes its change of the logit differ as much from that of a random word often enough.');
  if (metrics.some((one) => one.logit_change_difference && !one.logit_change_p)) said.push('Where a word has no q yet, which says whether chance explains its change, globenc-index ablate with the same words adds it.');
  return [...said, 'The figures are of all examples.'].join(' ');
}

/* The words that were taken out of their texts: an answer for `fill`. */
function tableOfAblation(facts, params, words) {
  if (words.size === 0) return [lack('No words of this store were taken out of their texts.', 'globenc-index ablate STORE --word WORD --model DIR')];
  const rows = [...words].map(([token, metrics]) => ({ token, texts: metrics.flip_rate?.examples ?? 0, ...figuresWithout(metrics), q: metrics.logit_change_p?.q ?? null }));
  const data = { by: 'ablation', tokens: rows.sort((a, b) => b.flips - a.flips) };
  // The figures are of all texts with the word, and so are the examples that it leads to.
  const known = pick(params, ['sort', 'order', ...carried.filter((name) => name !== 'pieces')]);
  const most = Math.max(...[...words.values()].map(({ flip_rate: one }) => one?.sample ?? 0));
  const caption = `${counted(rows.length, 'word')}, by ablation${most > 0 ? `: each was taken out of ${grouped(most)} of its texts at most` : ''}`;
  return [paragraph('count', caption), element('div', { className: 'panel scroll' }, wordTable(facts, known, arrangeWords(columnsWithFigures(columnsOfAblation, rows), data, params)))];
}

/* A sentence that leads to these words; none where there are none. */
const leadToAblation = (words) => (words.size === 0 ? [] : [paragraph('hint', `${counted(words.size, 'word was', 'words were')} taken out of their texts, too: `, link(at('/words', { by: 'ablation' }), 'what that changed'), '.')]);
