'use strict';

const ordersOfWords = [['', 'usual'], ['contrast', 'contrast'], ['mean', 'mean score'], ['total', 'total score'], ['count', 'occurrences'], ['error-rate', 'error rate']];

const figureText = (value, digits) => (value === null || value === undefined ? '' : value.toFixed(digits));
const qText = (q) => (q === null || q === undefined ? '' : q < 0.001 ? '< 0.001' : q.toFixed(q < 0.1 ? 3 : 2));

/* The columns of a table of words: `key` in the answer, `by` where the server sorts by it. */
function columnsOfWords(facts, data, flips) {
  const isSignedHere = facts.methods.some((one) => one.method === data.method && one.signed);
  const score = (value) => (value === null ? '' : isSignedHere ? `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}` : percent(hundredths(value)));
  if (data.by === 'error-rate') {
    return [
      { key: 'texts', name: 'texts', text: grouped }, { key: 'wrong', name: 'wrong', text: grouped },
      { key: 'error_rate', name: 'error rate', by: 'error-rate', text: shareText },
      { key: 'error_rate_lower', name: '95 % interval', text: (_, row) => intervalText([row.error_rate_lower, row.error_rate_upper]) },
      { key: 'contrast', name: 'contrast', text: (value) => figureText(value, 1) }, { key: 'q', name: 'q', text: qText },
    ];
  }
  const columns = [
    { key: 'count', name: 'times', by: 'count', text: grouped },
    { key: 'texts', name: 'texts', text: (value, row) => `${grouped(value)}${row.distinct_texts !== null && row.distinct_texts !== value ? ` (${grouped(row.distinct_texts)})` : ''}` },
    { key: 'mean', name: 'mean', by: 'mean', text: score }, { key: 'total', name: 'total', by: 'total', text: (value) => figureText(value, 2) },
    { key: 'contrast', name: 'contrast', by: 'contrast', text: (value) => figureText(value, 1) }, { key: 'q', name: 'q', text: qText },
  ];
  const used = columns.filter(({ key }) => data.tokens.some((row) => row[key] !== null));
  return flips.size === 0 ? used : [...used,
    { key: 'flips', name: 'flips without it', text: (_, { token }) => flips.get(token)?.text ?? '', value: ({ token }) => flips.get(token)?.rate ?? -1 },
    { key: 'logit', name: 'logit without it', text: (_, { token }) => flips.get(token)?.change ?? '', value: ({ token }) => flips.get(token)?.logit ?? 0 },
  ];
}

/* What became of predictions when words were taken out of their texts. */
async function flipsOf(facts) {
  const flips = new Map();
  if (!facts.info.evaluations) return flips;
  const { data } = await askOnce('evaluation', { store: facts.name });
  const of = (word, metric) => data.find((one) => one.word === word && one.metric === metric);
  new Set(data.flatMap(({ word }) => (word ? [word] : []))).forEach((word) => {
    const [rate, other, change] = ['flip_rate', 'flip_rate_random', 'logit_change'].map((metric) => of(word, metric));
    if (!rate) return;
    const count = (one) => Math.round(one.value * one.examples);
    flips.set(word, {
      rate: rate.value, text: `${count(rate)} of ${rate.examples}${other ? ` (random ${count(other)})` : ''}`,
      logit: change?.value ?? 0, change: change ? `${change.value < 0 ? '' : '+'}${change.value.toFixed(2)}` : '',
    });
  });
  return flips;
}

/* A table of words. A click on a heading sorts by it; a word leads to its examples, and the arrow opens how it is spread. */
function wordTable(facts, params, data, flips, isWhole) {
  const columns = columnsOfWords(facts, data, flips);
  const measure = { 'error-rate': 'error_rate' }[data.by] ?? data.by;
  const { sort } = params;
  const value = (row) => { const column = columns.find(({ key }) => key === sort); return column?.value ? column.value(row) : row[sort] ?? -Infinity; };
  const rows = sort && isWhole ? [...data.tokens].sort((a, b) => (sort === 'q' ? value(a) - value(b) : value(b) - value(a))) : data.tokens;
  const strongest = Math.max(...rows.map((row) => Math.abs(row[measure] ?? 0)), 1e-12);
  const head = columns.map(({ key, name, by }) => {
    const isSorted = isWhole && (sort ? sort === key : key === measure);
    const node = withAttributes(element('th', { className: `of-${key}` }), { scope: 'col', 'aria-sort': isSorted ? (sort === 'q' ? 'ascending' : 'descending') : null });
    const order = button(`${name}${isSorted ? (sort === 'q' ? ' ↑' : ' ↓') : ''}`, () => goWith(by ? { by, sort: null } : { sort: key }), 'plain');
    node.append(isWhole ? order : name);
    return node;
  });
  const isPieces = params.pieces !== undefined;
  const body = rows.map((row) => {
    const bar = element('i', { className: row[measure] < 0 ? 'against' : '' });
    bar.style.width = `${(100 * Math.abs(row[measure] ?? 0)) / strongest}%`;
    const found = { ...sliceIn(params), ...(isPieces ? { token: row.token } : { word: row.token }), ...(row.count === 0 ? { label: null, predicted: null } : {}) };
    const name = withAttributes(element('th', {}, link(at('/examples', found), shortName(row.token, 40)), bar), { scope: 'row' });
    const cells = columns.map(({ key, text }) => element('td', { className: `of-${key}`, textContent: text(row[key], row) }));
    const isChance = row.q !== null && row.q !== undefined && row.q >= 0.05;
    const spread = isWhole ? [element('td', { className: 'opens' }, withAttributes(button('▸', (event) => openSpread(event.currentTarget, facts, params, row.token), 'plain'), { 'aria-label': `How ${row.token} is spread`, 'aria-expanded': 'false' }))] : [];
    return element('tr', { className: isChance ? 'chance' : '' }, name, ...cells, ...spread);
  });
  const first = withAttributes(element('th', { textContent: isPieces ? 'piece' : 'word' }), { scope: 'col' });
  return element('table', { className: isWhole ? 'words' : '' }, element('thead', {}, element('tr', {}, first, ...head, ...(isWhole ? [element('td')] : []))), element('tbody', {}, ...body));
}

/* How the scores of a word are spread, and where they are largest, in a row below it. */
async function openSpread(opener, facts, params, token) {
  const row = opener.closest('tr');
  const isOpen = opener.getAttribute('aria-expanded') === 'true';
  opener.setAttribute('aria-expanded', String(!isOpen));
  opener.textContent = isOpen ? '▸' : '▾';
  if (isOpen) { row.nextSibling.remove(); return; }
  const box = element('div', { className: 'spread' });
  row.after(element('tr', { className: 'below' }, element('td', { colSpan: row.cells.length }, box)));
  const asked = { store: facts.name, token, words: params.pieces === undefined, k: 5, ...sliceOf(params), ...scoresIn(params) };
  await fill(box, current.signal, `Looking for ${token}`, async () => spreadOf(params, (await ask('tokens', asked, current.signal)).data));
}

function spreadOf(params, data) {
  const [low, high] = [Math.min(0, data.min), Math.max(0, data.max)];
  const x = (score) => ((100 * (score - low)) / Math.max(high - low, 1e-12)).toFixed(2);
  const rows = data.labels.slice(0, 9).map((one) => {
    const text = `lowest ${one.min.toFixed(3)}, quartiles ${one.lower_quartile.toFixed(3)}, ${one.median.toFixed(3)}, ${one.upper_quartile.toFixed(3)}, highest ${one.max.toFixed(3)}`;
    const drawing = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': text, class: 'box' }, svg('title', {}, text),
      svg('line', { x1: x(one.min), x2: x(one.max), y1: 5, y2: 5 }),
      svg('rect', { class: 'right', x: x(one.lower_quartile), y: 1, width: Math.max(0.3, x(one.upper_quartile) - x(one.lower_quartile)), height: 8 }),
      svg('line', { class: 'median', x1: x(one.median), x2: x(one.median), y1: 0, y2: 10 }));
    return element('tr', {}, withAttributes(element('th', {}, shortName(one.label, 24), ' → ', shortName(one.predicted, 24)), { scope: 'row' }), element('td', { textContent: grouped(one.count) }),
      element('td', { textContent: one.mean.toFixed(3) }), element('td', { className: 'drawn' }, drawing));
  });
  const head = ['gold → predicted', 'times', 'mean', 'lowest, quartiles, highest'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  const strongest = data.strongest.flatMap(({ example, score }, place) => [...(place ? [' · '] : []), link(at('/example', { id: example }), isolated(example)), ` ${score.toFixed(3)}`]);
  return [element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)), paragraph('hint', 'Strongest in ', ...strongest)];
}

/* Words of each label beside each other, where the address names no slice. */
function panelsOfLabels(facts, params, signal) {
  const side = facts.hasGold ? 'label' : 'predicted';
  const counts = new Map();
  facts.info.labels.forEach((one) => { if (one[side] !== null) counts.set(one[side], (counts.get(one[side]) ?? 0) + one.examples); });
  const names = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([name]) => name);
  const common = { store: facts.name, ...rankingIn(params, facts), ...scoresIn(params), k: 12 };
  const panels = names.map((name) => ({ title: [side === 'label' ? 'gold ' : 'predicted ', shortName(name, 40)], asked: { [side]: name } }));
  if (facts.isJudged && params.by === undefined) panels.push({ title: 'With which words is the model wrong?', asked: { by: 'error-rate', method: null, aggregate: null, class: null } });
  if (panels.length === 0) panels.push({ title: 'All examples', asked: { length: '1..' } });
  const tasks = [];
  const nodes = panels.map(({ title, asked }) => {
    const box = element('div', { className: 'ranks' });
    const rank = async (part = {}) => {
      const { data } = await ask('top', { ...common, ...asked, ...part }, signal);
      return [wordTable(facts, { ...params, ...asked }, data, new Map(), false)];
    };
    // Error rates come from a scan, words of labels from kept totals.
    tasks.push(() => fill(box, signal, 'Ranking words', rank, asked.by === 'error-rate' ? lookAt(facts, params, rank) : null));
    const whole = paragraph('', link(at('/words', { ...pick(params, ['by', 'min-count', 'fold-copies']), ...pick(asked, ['label', 'predicted', 'by', 'length']) }), 'The whole table'));
    return panel(title, box, whole);
  });
  if (params.by === undefined && facts.info.model_labels.length > 0) {
    const box = element('div', { className: 'ranks' });
    const cues = cuesOf(facts, params, signal);
    box.append(paragraph('hint', 'Strong words that occur with one label almost only may be spurious cues, such as a name.'),
      button('Look for them', () => fill(box, signal, 'Looking for strong words of one label', cues, lookAt(facts, params, cues))));
    nodes.push(panel('Which words stand for one label?', box));
  }
  return { nodes, tasks };
}

/* Words that occur with one label almost only and are strong: an answer for `fill`, with the rows of a look or of all examples. */
function cuesOf(facts, params, signal) {
  const isPieces = params.pieces !== undefined;
  return async (part = {}) => {
    let data;
    try {
      ({ data } = await ask('cues', { store: facts.name, words: !isPieces, ...scoresIn(params), k: 12, ...part }, signal));
    } catch (error) {
      // That there is none is an answer, too.
      if (!(error instanceof Refusal) || part.rows !== undefined) throw error;
      return [paragraph('hint', error.message)];
    }
    const head = [isPieces ? 'piece' : 'word', 'label', 'times', 'with it', 'strength', 'strongest in'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
    const rows = data.cues.map((cue) => {
      const examples = [cue.example_1, cue.example_2, cue.example_3].filter((id) => id !== null)
        .flatMap((id, place) => [...(place ? [' '] : []), withAttributes(link(at('/example', { id }), `${place + 1}`), { 'aria-label': `Example ${id}` })]);
      const figures = [grouped(cue.count), shareText(cue.purity), `${cue.ratio.toFixed(1)} ×`].map((text) => element('td', { textContent: text }));
      return element('tr', {}, withAttributes(element('th', {}, link(at('/examples', { [isPieces ? 'token' : 'word']: cue.token }), shortName(cue.token, 40))), { scope: 'row' }),
        element('td', {}, shortName(cue.label, 24)), ...figures, element('td', {}, ...examples));
    });
    return [element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)),
      paragraph('hint', `In ${counted(data.examples, 'example')}, of ${data.side} labels: a mean score of at least ${data.min_ratio} times that of all words, at least ${percent(hundredths(data.min_purity))} of the occurrences with one label, at least ${grouped(data.min_count)} occurrences.`)];
  };
}

/* The options of the ranking itself. */
function rankingIn(params) {
  return { ...pick(params, ['by', 'min-count', 'fold-copies', 'versus']), pieces: params.pieces !== undefined };
}

pages.set('/words', {
  title: 'Words',
  build(view) {
    const heading = element('h1', { className: 'title', textContent: 'Words' });
    const filters = makeFilters({ withSearch: false });
    const picker = makePicker();
    const by = chooser('Sort by', 'by', ordersOfWords, (value) => goWith({ by: value, sort: null }));
    const versus = chooser('against', 'versus', [], (value) => goWith({ versus: value }));
    const least = element('input', { type: 'number', id: 'min-count', min: 1, step: 1, placeholder: '5' });
    least.addEventListener('change', () => goWith({ 'min-count': least.value }));
    const copies = checkbox('near copies count once', 'fold-copies', (isOn) => goWith({ 'fold-copies': isOn }));
    const ranking = element('div', { className: 'tools order' }, by, versus, element('label', {}, 'texts at least ', least), copies);
    const hint = paragraph('hint');
    const box = element('div', { className: 'results' });
    const controls = [filters.node, filters.more, filters.chips, element('div', { className: 'row' }, picker.node, ranking), picker.meaning, hint];
    const fillControls = (facts, params) => {
      filters.fill(facts, params);
      picker.fill(facts, params, view.context);
      by.querySelector('select').value = params.by ?? '';
      const [one, names] = params.label !== undefined ? [params.label, facts.info.labels.map(({ label }) => label)] : [params.predicted, facts.classes];
      versus.hidden = one === undefined || params.by === 'error-rate';
      refill(versus.querySelector('select'), [['', 'all others'], ...[...new Set(names)].filter((name) => name !== null && name !== one).map((name) => [name, name])], params.versus ?? '');
      least.value = params['min-count'] ?? '';
      copies.firstChild.checked = params['fold-copies'] === '1';
      copies.hidden = params.by === 'error-rate';
    };
    return async (address, signal) => {
      const facts = await factsOf(address);
      signal.throwIfAborted();
      if (!facts) {
        view.node.replaceChildren(heading, withoutStore());
        return;
      }
      const { params, lacks } = usable(facts, address);
      view.context = { ...contextOf(facts, params), lacks };
      enter(view.context);
      fillControls(facts, params);
      if (!box.isConnected) view.node.replaceChildren(heading, ...controls, box);
      const slice = sliceOf(params);
      if (Object.keys(slice).length === 0 && params.by !== 'error-rate') {
        hint.textContent = 'Words of each label. Those with a q of 0.05 or more are grey: chance explains such a contrast often enough. Choose a word to see its examples.';
        const { nodes, tasks } = panelsOfLabels(facts, params, signal);
        box.replaceChildren(element('div', { className: 'grid wide' }, ...nodes));
        await Promise.all(tasks.map((task) => task()));
        return;
      }
      hint.textContent = 'Choose a heading to sort by it, a word to see its examples, and the arrow for how its scores are spread. A word with a q of 0.05 or more is grey.';
      await fillWholeTable(box, facts, params, slice, signal);
    };
  },
});

async function fillWholeTable(box, facts, params, slice, signal) {
  const k = Math.min(1000, Number(params.k) || 50);
  const isOfScores = params.by !== 'error-rate';
  const asked = { store: facts.name, ...slice, ...rankingIn(params), ...(isOfScores ? scoresIn(params) : {}), k };
  if (!isOfScores) Object.assign(asked, { versus: null, 'fold-copies': null });
  const rank = async (part = {}) => {
    const [{ data, remarks }, flips] = await Promise.all([ask('top', { ...asked, ...part }, signal), params.pieces === undefined ? flipsOf(facts) : new Map()]);
    const own = new Map([...flips].filter(([word]) => data.tokens.some(({ token }) => token === word)));
    const versus = data.versus ? `, compared with ${data.versus} (${grouped(data.versus_examples)})` : '';
    const wrong = data.wrong !== undefined ? `, ${grouped(data.wrong)} of them wrong` : '';
    const caption = paragraph('count', `${counted(data.examples, 'example')}${wrong}${versus}, by ${data.by}`);
    const more = data.tokens.length >= k ? [button('Show more', () => goWith({ k: 2 * k }, { replace: true }))] : [];
    return [...notes(remarks), caption, element('div', { className: 'panel scroll' }, wordTable(facts, params, data, own, true)), ...more];
  };
  // Words of labels come from kept totals.
  const isQuick = Object.keys(slice).every((name) => name === 'label' || name === 'predicted');
  await fill(box, signal, 'Ranking words', rank, isQuick ? null : lookAt(facts, params, rank));
}
