'use strict';

const ordersOfWords = [['', 'usual'], ['contrast', 'contrast'], ['mean', 'mean score'], ['total', 'total score'], ['count', 'occurrences'], ['error-rate', 'error rate'], ['ablation', 'ablation']];

/* An answer has so many rows at most. */
const mostRows = 10_000;

/* The parameters that the page can ask with, and a sentence on an order that there is not. */
function usableOrder({ params, lacks }) {
  if (ordersOfWords.some(([value]) => value === (params.by ?? ''))) return { params, lacks };
  const { by, ...rest } = params;
  const names = ordersOfWords.slice(1).map(([, name]) => name);
  return { params: rest, lacks: [...lacks, `There is no order by ${by}; there is ${names.join('; ')}. This is the usual order.`] };
}

/* A label takes the place of another one; options are a slice, which is compared with any other. */
function canBeAgainst(versus, params) {
  const one = params.label ?? params.predicted;
  return versus.startsWith('--') ? Object.keys(sliceOf(params)).length > 0 : one !== undefined && one !== versus;
}

/* Words of each label beside each other, where the address names no slice. */
function panelsOfLabels(facts, params, signal) {
  const side = facts.hasGold ? 'label' : 'predicted';
  const counts = new Map();
  facts.info.labels.forEach((one) => { if (one[side] !== null) counts.set(one[side], (counts.get(one[side]) ?? 0) + one.examples); });
  const names = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([name]) => name);
  const common = { store: facts.name, ...rankingIn(params), ...scoresIn(params), k: 12 };
  const panels = names.map((name) => ({ title: [side === 'label' ? 'gold ' : 'predicted ', shortName(name, 40)], asked: { [side]: name } }));
  if (facts.isJudged && params.by === undefined) panels.push({ title: 'With which words is the model wrong?', asked: { by: 'error-rate', ...notOfErrorRates } });
  if (panels.length === 0) panels.push({ title: 'All examples', asked: { length: '1..' } });
  const tasks = [];
  const nodes = panels.map(({ title, asked }) => {
    const box = element('div', { className: 'ranks' });
    const rank = async (part = {}) => {
      const { data } = await ask('top', { ...common, ...asked, ...part }, signal);
      return [wordTable(facts, { ...params, ...asked }, { columns: columnsOfWords(facts, data), measure: measureOf(data), rows: data.tokens })];
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

/* What error rates, which look at no scores and compare with the texts without the word, are not asked with. */
const notOfErrorRates = { versus: null, 'fold-copies': null, method: null, aggregate: null, class: null };

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
    const by = chooser('Sort by', 'by', ordersOfWords, (value) => goWith({ by: value, sort: null, order: null }));
    const versus = chooser('against', 'versus', [], (value) => goWith({ versus: value }));
    const least = element('input', { type: 'number', id: 'min-count', min: 1, step: 1 });
    least.addEventListener('change', () => goWith({ 'min-count': least.value }));
    const copies = checkbox('near copies count once', 'fold-copies', (isOn) => goWith({ 'fold-copies': isOn }));
    const floor = element('label', {}, 'texts at least ', least);
    const ranking = element('div', { className: 'tools order' }, by, versus, floor, copies);
    const hint = paragraph('hint');
    const box = element('div', { className: 'results' });
    const controls = [filters.node, filters.more, filters.chips, element('div', { className: 'row' }, picker.node, ranking), picker.meaning, hint];
    // What was taken out of its texts has no slice and no scores.
    const notOfAblation = [filters.node, filters.more, picker.node, picker.meaning];
    const fillControls = (facts, params) => {
      const isOfAblation = params.by === 'ablation';
      filters.fill(facts, params);
      picker.fill(facts, params, view.context);
      notOfAblation.forEach((node) => { node.hidden = isOfAblation; });
      filters.chips.hidden = isOfAblation || filters.chips.childElementCount === 0;
      filters.lockOutcome(params.by === 'error-rate' ? 'Error rates are of right and wrong predictions together.' : '');
      by.querySelector('select').value = params.by ?? '';
      const [one, names] = params.label !== undefined ? [params.label, facts.info.labels.map(({ label }) => label)] : [params.predicted, facts.classes];
      const isOfScores = params.by !== 'error-rate' && !isOfAblation;
      versus.hidden = one === undefined || !isOfScores;
      refill(versus.querySelector('select'), [['', 'all others'], ...[...new Set(names)].filter((name) => name !== null && name !== one).map((name) => [name, name])], params.versus ?? '');
      floor.hidden = isOfAblation;
      least.value = params['min-count'] ?? '';
      least.placeholder = params.by === 'total' || params.by === 'count' ? '1' : '5';
      copies.firstChild.checked = params['fold-copies'] === '1';
      copies.hidden = !isOfScores;
    };
    return async (address, signal) => {
      const facts = await factsOf(address);
      signal.throwIfAborted();
      if (!facts) {
        view.node.replaceChildren(heading, withoutStore());
        return;
      }
      if (facts.info.examples === 0) {
        view.node.replaceChildren(heading, withoutExamples());
        return;
      }
      const { params, lacks } = usableOrder(usable(facts, address));
      if (params.versus !== undefined && !canBeAgainst(params.versus, params)) {
        goWith({ versus: null }, { replace: true });
        return;
      }
      view.context = { ...contextOf(facts, params), lacks };
      enter(view.context);
      fillControls(facts, params);
      if (!box.isConnected) view.node.replaceChildren(heading, ...controls, box);
      if (params.by === 'ablation') {
        hint.textContent = '';
        await fill(box, signal, 'Reading the evaluation', async () => {
          const words = await ablatedWords(facts);
          signal.throwIfAborted();
          hint.textContent = hintOfAblation(words);
          return tableOfAblation(facts, params, words);
        });
        return;
      }
      const slice = sliceOf(params);
      if (params.by === 'error-rate' && (params.misclassified || params.correct)) {
        hint.textContent = '';
        await fill(box, signal, 'Ranking words', async () => [lack('Error rates are of right and wrong predictions together: choose “right or wrong” in “show”, or another order in “Sort by”.')]);
        return;
      }
      if (Object.keys(slice).length === 0 && params.by !== 'error-rate') {
        hint.textContent = 'Words of each label. Those with a q of 0.05 or more are grey: chance explains such a contrast often enough. Choose a word to see its examples.';
        const { nodes, tasks } = panelsOfLabels(facts, params, signal);
        await fill(box, signal, 'Ranking words', async () => [element('div', { className: 'grid wide' }, ...nodes)]);
        signal.throwIfAborted();
        await Promise.all(tasks.map((task) => task()));
        return;
      }
      hint.textContent = 'Choose a heading to sort by it, once more to turn the order round, a word to see its examples, and the arrow for how its scores are spread. A word with a q of 0.05 or more is grey.';
      await fillWholeTable(box, facts, params, slice, signal);
    };
  },
});

/* The last whole rankings, so that another order of their rows asks for nothing. */
const rankings = new Map();

async function rankingOf(asked, signal) {
  const key = queryOf(asked);
  const known = rankings.get(key);
  if (known && Date.now() - known.since < keptFor) return known.answer;
  const answer = await ask('top', asked, signal);
  rankings.delete(key);
  rankings.set(key, { answer, since: Date.now() });
  if (rankings.size > 4) rankings.delete(rankings.keys().next().value);
  return answer;
}

/* The most frequent words of a ranking that has more words than the server gives: with them, an order by texts begins right, and one by q nearly. */
async function frequentWords(data, asked, signal) {
  if (data.by === 'count') return data.tokens;
  if (data.by === 'error-rate') return [];
  // Without a number of texts, an order by occurrences leaves out no word.
  const least = asked['min-count'] ?? (data.by === 'total' ? null : 5);
  return (await rankingOf({ ...asked, by: 'count', 'min-count': least }, signal)).data.tokens;
}

/* Whether the first rows by texts are those of the whole ranking: no word that is missing has more texts, because none has more occurrences. */
const isRightByTexts = ({ sorted }, rows, frequent) => sorted.key === 'texts' && !sorted.isAscending && frequent.length > 0 && rows[rows.length - 1].texts >= frequent[frequent.length - 1].count;

async function fillWholeTable(box, facts, params, slice, signal) {
  const k = Math.max(1, Math.min(mostRows, Math.floor(Number(params.k)) || 50));
  const isOfScores = params.by !== 'error-rate';
  // Of scores with a sign the server gives the highest and as many of the lowest.
  const ends = isOfScores && params.by !== 'count' && facts.methods[methodIn(facts, params)].signed ? 2 : 1;
  // The server has one order of each ranking: another is right only among all of its rows.
  const isOfAll = params.sort !== undefined || (params.order === 'ascending' && ends === 1);
  const asked = { store: facts.name, ...slice, ...rankingIn(params), ...scoresIn(params), ...(isOfScores ? {} : notOfErrorRates), k: isOfAll ? mostRows : k };
  const unit = params.pieces === undefined ? 'word' : 'piece';
  const rank = async (part = {}) => {
    const [{ data, remarks }, words] = await Promise.all([isOfAll ? rankingOf({ ...asked, ...part }, signal) : ask('top', { ...asked, ...part }, signal), params.pieces === undefined ? knownWords(facts) : new Map()]);
    const isCut = data.tokens.length >= ends * asked.k;
    const frequent = isOfAll && isCut && params.sort !== undefined ? await frequentWords(data, { ...asked, ...part }, signal) : [];
    const own = new Set(data.tokens.map(({ token }) => token));
    const known = { ...data, tokens: [...data.tokens, ...frequent.filter(({ token }) => !own.has(token))].map((row) => ({ ...row, ...figuresWithout(words.get(row.token)) })) };
    const table = arrangeWords(columnsOfWords(facts, known), known, params);
    const rows = isOfAll ? table.rows.slice(0, k) : table.rows;
    // A word that was taken out of its texts may be beyond the rows that are shown.
    const columns = table.columns.filter((column) => !columnsWithout.includes(column) || columnsWithFigures([column], rows).length > 0);
    const versus = data.versus ? `, compared with ${data.versus} (${grouped(data.versus_examples)})` : '';
    const wrong = data.wrong !== undefined ? `, ${grouped(data.wrong)} of them wrong` : '';
    const order = table.sorted.key === table.own ? '' : `, sorted by ${table.columns.find(({ key }) => key === table.sorted.key)?.name}`;
    const caption = paragraph('count', `${counted(data.examples, 'example')}${wrong}${versus}, by ${data.by}${order}`);
    const ranked = `${ends === 2 ? `the ${grouped(mostRows)} highest and the ${grouped(mostRows)} lowest` : `the first ${grouped(mostRows)}`} by ${data.by}${frequent.length > 0 && data.by !== 'count' ? ' and as many of the most frequent' : ''}`;
    const isServers = table.sorted.key === table.own && !table.sorted.isAscending;
    const isPartial = isOfAll && isCut && !isServers && !isRightByTexts(table, rows, frequent);
    const partial = isPartial ? [paragraph('note', `The server ranks ${grouped(mostRows)} ${unit}s at most: this order is among ${ranked}.`)] : [];
    return [...notes(remarks), ...leadToAblation(words), caption, ...partial, element('div', { className: 'panel scroll' }, wordTable(facts, params, { ...table, columns, rows })),
      endOfTable(rows.length, isCut ? null : data.tokens.length, k, unit)];
  };
  // Words of labels come from kept totals.
  const isQuick = Object.keys(slice).every((name) => name === 'label' || name === 'predicted');
  await fill(box, signal, 'Ranking words', rank, isQuick ? null : lookAt(facts, params, rank));
}

/* What follows a table of so many of the words of a ranking, which is null where it is not known: more of them, or a sentence on the end. */
function endOfTable(shown, of, k, unit) {
  if (k < mostRows && shown !== of) {
    const more = button('Show more', () => goWith({ k: Math.min(mostRows, 2 * k) }, { replace: true }));
    more.dataset.stays = 'end';
    return more;
  }
  const text = shown !== of ? `These are ${counted(shown, unit)}, and a table has no more. A smaller slice has fewer ${unit}s, and so has a larger number of texts.`
    : of === 1 ? `This is the one ${unit} of the ranking.` : `These are all ${counted(of, unit)} of the ranking.`;
  const end = withAttributes(paragraph('count', text), { tabindex: -1 });
  end.dataset.stays = 'end';
  return end;
}
