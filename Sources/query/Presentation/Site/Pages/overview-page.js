'use strict';

const tile = (term, value) => element('div', {}, element('dt', { textContent: term }), element('dd', {}, ...[value].flat()));

function tilesOf(facts, labels) {
  const { info } = facts;
  const tiles = [['examples', grouped(info.examples)]];
  if (labels?.accuracy !== null && labels?.accuracy !== undefined) tiles.push(['accuracy', [shareText(labels.accuracy), element('small', { textContent: ` ${intervalText(labels.accuracy_interval)}` })]]);
  if (typeof labels?.exact_match === 'number') tiles.push(['predicted set is the gold set', [shareText(labels.exact_match), element('small', { textContent: ` ${intervalText(labels.exact_match_interval)}` })]]);
  tiles.push(['tokens an example', (info.tokens / Math.max(1, info.examples)).toFixed(1)]);
  if (info.truncated > 0) tiles.push([`cut off at ${info.max_length} tokens`, element('a', { href: at('/examples', { truncated: 1 }), textContent: grouped(info.truncated) })]);
  return element('dl', { className: 'tiles' }, ...tiles.map(([term, value]) => tile(term, value)));
}

function factsList(facts) {
  const { info } = facts;
  const last = info.runs[info.runs.length - 1];
  const items = [
    ['model', info.model], [facts.methods.length === 1 ? 'method' : 'methods', facts.methods.map((one) => nameOfMethod(one) + (one.method === 'n-enc' ? ' (GlobEnc)' : '')).join('; ')],
    ['precision', info.precision], ['layers', info.layers === 'all' ? 'each is stored' : 'the final matrix only'],
    ...(last ? [['corpus', last.corpus], ['indexed', `${last.started_at.slice(0, 10)} (globenc-index ${last.tool_version})`]] : []),
  ];
  return element('dl', { className: 'facts' }, ...items.map(([term, value]) => element('div', {}, element('dt', { textContent: term }), element('dd', { textContent: value }))));
}

function runsOf(info) {
  if (info.runs.length < 2) return [];
  const columns = [['started (UTC)', 'started_at'], ['corpus', 'corpus'], ['examples', 'examples'], ['skipped', 'skipped'], ['failed', 'failed'], ['tokens', 'tokens'], ['version', 'tool_version']];
  const rows = info.runs.map((run) => element('tr', {}, ...columns.map(([, key]) => element('td', { textContent: typeof run[key] === 'number' ? grouped(run[key]) : run[key] ?? '' }))));
  const head = element('tr', {}, ...columns.map(([name]) => withAttributes(element('th', { textContent: name }), { scope: 'col' })));
  return [element('details', { className: 'more' }, element('summary', { textContent: counted(info.runs.length, 'run') }),
    element('div', { className: 'scroll' }, element('table', { className: 'plain-table' }, element('thead', {}, head), element('tbody', {}, ...rows))))];
}

/* How long the examples are. */
async function lengthHistogram(facts) {
  const { bins } = (await askOnce('lengths', { store: facts.name })).data;
  const highest = Math.max(...bins.map(({ examples }) => examples));
  const isJudged = bins.some(({ right, wrong }) => right + wrong > 0);
  const bars = bins.map(({ lower, upper, examples, right, wrong }) => ({
    name: lower === upper ? counted(lower, 'token') : `${lower} to ${upper} tokens`,
    parts: isJudged ? [['right', right], ['wrong', wrong], ['unjudged', examples - right - wrong]] : [['right', examples]],
  }));
  const keys = isJudged ? [...keyOf('right', 'right'), ...keyOf('wrong', 'wrong'), ' · '] : [];
  const ticks = [bins[0], bins[Math.floor(bins.length / 2)], bins[bins.length - 1]].map(({ lower }) => String(lower));
  return histogram('Tokens of an example', [...keys, `highest bar ${grouped(highest)}`], bars, ticks);
}

async function evaluationPart(facts) {
  const heading = element('h2', { textContent: 'Which method to believe' });
  if (!facts.info.evaluations) {
    return [heading, lack('This store has no evaluation of its methods.', 'globenc-index evaluate STORE --model DIR')];
  }
  const { data } = await askOnce('evaluation', { store: facts.name });
  const curves = [...new Set(data.filter(({ metric, by }) => metric === 'aopc' && by).map(({ by }) => by))].map((by) => evaluationFigure(data, by));
  const words = leadToAblation(await ablatedWords(facts));
  if (curves.length === 0) return [heading, lack('Methods of this store were not evaluated; only words were taken out of their texts.', 'globenc-index evaluate STORE --model DIR'), ...words];
  return [heading, element('div', { className: 'grid wide' }, ...curves), ...words];
}

async function labelsPart(facts, lengths) {
  if (facts.isRegression) return [lack('The model gives a value, so there are no classes to compare.')];
  const { data, remarks } = await askOnce('labels', { store: facts.name });
  const figures = [];
  if (!facts.hasSets && facts.hasGold) figures.push(confusionPanel(facts, data));
  const isOfOne = data.calibration?.bins !== undefined;
  if (isOfOne) figures.push(confidenceHistogram(data.calibration, 'Confidence of the prediction'));
  const curve = isOfOne ? [calibrationChart(data.calibration, 'Calibration')] : [];
  const sets = Array.isArray(data.calibration) ? data.calibration.filter(({ calibration }) => calibration).slice(0, 6) : [];
  figures.push(...sets.map((one) => calibrationChart(one.calibration, `Calibration of ${one.class}`)));
  const classes = data.classes?.length > 0 ? [classPanel(data)] : [];
  const gold = facts.hasGold || facts.hasSets ? [] : [lack('The examples have no gold labels, so nothing says which predictions are right.', 'globenc-index CORPUS --model DIR --store FILE --label COLUMN')];
  if (!facts.hasSets && !facts.hasGold) figures.push(predictedPanel(data));
  return [tilesOf(facts, data), factsList(facts), ...runsOf(facts.info), ...notes(remarks), element('h2', { textContent: 'Predictions' }), ...gold, element('div', { className: 'grid figures' }, ...figures, lengths, ...curve, ...classes)];
}


pages.set('/', {
  title: 'Overview',
  build(view) {
    const name = element('h1', {});
    const head = element('header', { className: 'head' }, paragraph('eyebrow', 'Store'), name);
    const [labels, groups, evaluation] = Array.from({ length: 3 }, () => element('div', { className: 'part' }));
    const lengths = element('div', { className: 'cellular' });
    return async (params, signal) => {
      const facts = await factsOf(params);
      if (!facts) {
        view.node.replaceChildren(element('h1', { className: 'title', textContent: 'Overview' }), withoutStore());
        return;
      }
      name.replaceChildren(shortName(facts.title));
      // There are no figures of no examples, and no bars and ticks of figures.
      if (facts.info.examples === 0) {
        view.node.replaceChildren(head, withoutExamples(), factsList(facts), ...runsOf(facts.info));
        return;
      }
      view.node.replaceChildren(head, labels, groups, evaluation);
      const rest = [fill(evaluation, signal, 'Reading the evaluation', () => evaluationPart(facts))];
      await fill(labels, signal, 'Comparing predictions with gold labels', () => labelsPart(facts, lengths));
      rest.push(fill(lengths, signal, 'Counting lengths', async () => [await lengthHistogram(facts)]));
      if (facts.columns.length > 0 && !facts.isRegression) rest.push(fillGroups(groups, facts, params, signal));
      await Promise.all(rest);
    };
  },
});
