'use strict';

/* The parameters of the second side are called like those of the first, with a 2 behind; what it does not name is that of the first. */
function sideParams(params, side) {
  if (side === 1) return pick(params, ['store', 'id', 'method', 'aggregate', 'class', 'pieces']);
  const own = (name) => params[`${name}2`];
  const isOther = own('method') !== undefined;
  return {
    store: own('store') ?? params.store, id: own('id') ?? params.id, pieces: params.pieces, class: own('class') ?? params.class,
    method: own('method') ?? params.method, aggregate: isOther ? own('aggregate') : params.aggregate,
  };
}

/* One side: which example of which store, and whose scores. */
function makeSide(side) {
  const suffix = side === 1 ? '' : '2';
  const name = side === 1 ? 'Left' : 'Right';
  const id = element('input', { type: 'text', id: `id${suffix}`, autocomplete: 'off', spellcheck: false, placeholder: 'id of an example' });
  id.addEventListener('change', () => goWith({ [`id${suffix}`]: id.value }));
  id.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); id.blur(); } });
  const store = chooser('store', `store${suffix || '1'}`, [], (value) => goWith({ [`store${suffix}`]: value, [`method${suffix}`]: null, [`aggregate${suffix}`]: null, [`class${suffix}`]: null }));
  const method = chooser('scores by', `method${suffix || '1'}`, [], (value) => {
    const one = self.facts.methods[Number(value)];
    goWith({ [`method${suffix}`]: one.method, [`aggregate${suffix}`]: one.aggregate });
  });
  const className = chooser('for', `class${suffix || '1'}`, [], (value) => goWith({ [`class${suffix}`]: value }));
  const form = withAttributes(element('form', { className: 'fields' }, store, element('label', {}, 'example ', id), method, className), { 'aria-label': `${name} side` });
  form.addEventListener('submit', (event) => event.preventDefault());
  const box = element('div', {});
  const node = withAttributes(element('section', { className: 'side' }, element('h2', { textContent: name }), form, box), { 'aria-label': name });
  const self = { node, box, facts: null, context: null };
  // Each side has scores of its own, which have to be in place before a card answers.
  ['click', 'keydown'].forEach((kind) => box.addEventListener(kind, () => { if (self.context) enter(self.context); }, true));
  followWords(box);
  self.fill = (facts, stores, params) => {
    self.facts = facts;
    self.context = contextOf(facts, params);
    const chosen = facts.methods[self.context.shown.method];
    refill(store.querySelector('select'), stores.map((one) => [one.name, titleOf(one)]), facts.name);
    store.hidden = stores.length < 2;
    if (document.activeElement !== id) id.value = params.id ?? '';
    refill(method.querySelector('select'), facts.methods.map((one, place) => [String(place), nameOfMethod(one)]), String(self.context.shown.method));
    const names = chosen.classes?.length > 0 ? chosen.classes : facts.classes;
    refill(className.querySelector('select'), [['predicted', 'the predicted class'], ...names.map((one) => [one, one])], params.class ?? 'predicted');
    className.hidden = !chosen.signed || !facts.haveClasses;
  };
  return self;
}

async function fillSide(side, params, signal) {
  if (params.id === undefined) {
    side.box.replaceChildren(paragraph('hint', 'No example is named.'));
    return;
  }
  await fill(side.box, signal, 'Reading the scores', async () => {
    const example = await rowOfID(side.facts, params.id, signal);
    const remarks = await loadScores(side.facts, side.context, example, params, signal);
    return within(side.context, () => {
      const link = paragraph('self', element('a', { href: addressOf('/example', { ...params, id: params.id }), textContent: 'This example by itself' }));
      return [...notes(remarks), makeCard(example), link];
    });
  });
}

/* How alike two stores or methods are on the whole corpus. */
async function corpusPart(sides, params, signal) {
  const [first, second] = sides;
  const methods = sides.map((side) => side.facts.methods[side.context.shown.method]);
  const isSameStore = first.facts.name === second.facts.name;
  if (isSameStore && methods[0].method === methods[1].method && methods[0].aggregate === methods[1].aggregate) {
    return [paragraph('hint', 'Choose another store or another method on one side, and all examples of both are compared here.')];
  }
  const aggregates = methods.map(({ aggregate }) => aggregate).filter((one) => one !== null);
  const asked = {
    store: first.facts.name, other: isSameStore ? null : second.facts.name, method: methods.map(({ method }) => method), k: 12,
    aggregate: aggregates.length === 2 ? aggregates : null, class: methods.some((one) => one.signed) && params.class ? params.class : null,
  };
  const { data, remarks } = await ask('compare', asked, signal);
  const { in_both: both, mean_spearman: mean, lowest_spearman: lowest, changed_predictions: changed } = data;
  const facts = [`${grouped(both)} of ${counted(data.examples, 'example')} are on both sides`, `${counted(changed, 'prediction')} differ`,
    ...(data.edited > 0 ? [`${counted(data.edited, 'text')} edited`] : []),
    ...(mean === null ? [] : [`the rank correlation of their ${data.unit}s’ scores is ${mean.toFixed(3)} in the mean, ${lowest.toFixed(3)} at the lowest`])];
  const compare = (id) => link(addressOf('/compare', { ...here(), id, id2: null }), isolated(id));
  const percentOf = (value) => (value === null ? '' : ` ${shareText(value)}`);
  const examples = data.least_alike.map((one) => element('tr', {}, withAttributes(element('th', {}, compare(one.example)), { scope: 'row' }),
    element('td', { textContent: one.spearman === null ? '' : one.spearman.toFixed(3) }), element('td', {}, shortName(one.label, 24)),
    element('td', {}, shortName(one.predicted_1, 24), percentOf(one.confidence_1)), element('td', {}, shortName(one.predicted_2, 24), percentOf(one.confidence_2))));
  const tokens = data.tokens.map((one) => element('tr', {}, withAttributes(element('th', {}, isolated(one.token)), { scope: 'row' }), element('td', { textContent: grouped(one.count) }),
    ...[one.mean_1, one.mean_2, one.change].map((value) => element('td', { textContent: value === null ? '' : value.toFixed(4) }))));
  const table = (names, rows) => element('div', { className: 'scroll' }, element('table', { className: 'arithmetic' },
    element('thead', {}, element('tr', {}, ...names.map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' })))), element('tbody', {}, ...rows)));
  return [...notes(remarks), paragraph('', `${facts.join('; ')}.`), element('div', { className: 'sections' },
    panel('Examples that are least alike', table(['example', 'rank correlation', 'gold', 'left', 'right'], examples)),
    panel(`${data.unit === 'word' ? 'Words' : 'Pieces'} whose mean score moves most`, table([data.unit, 'times', 'left', 'right', 'change'], tokens)))];
}

pages.set('/compare', {
  title: 'Compare',
  build(view) {
    const heading = element('h1', { className: 'title', textContent: 'Compare' });
    const hint = paragraph('hint', 'Two examples, two methods or two stores beside each other. What the right side does not name is that of the left.');
    const sides = [makeSide(1), makeSide(2)];
    const corpus = element('div', {});
    return async (params, signal) => {
      const [{ stores }, facts] = [await sessionOf(), await factsOf(params)];
      if (!facts) {
        view.node.replaceChildren(heading, withoutStore());
        return;
      }
      // Without anything named, the first two methods are what can be compared.
      const isBare = ['id', 'id2', 'store2', 'method', 'method2'].every((name) => params[name] === undefined) && facts.methods.length > 1;
      const own = isBare ? { ...params, method2: facts.methods[1].method, aggregate2: facts.methods[1].aggregate ?? undefined } : params;
      const asked = [sideParams(own, 1), sideParams(own, 2)];
      const others = await factsOf(asked[1]);
      signal.throwIfAborted();
      sides[0].fill(facts, stores, asked[0]);
      sides[1].fill(others, stores, asked[1]);
      view.context = sides[0].context;
      enter(view.context);
      if (!corpus.isConnected) view.node.replaceChildren(heading, hint, element('div', { className: 'sides' }, ...sides.map(({ node }) => node)), element('h2', { textContent: 'The whole corpus' }), corpus);
      await Promise.all([
        ...sides.map((side, place) => fillSide(side, asked[place], signal)),
        fill(corpus, signal, 'Comparing all examples', () => corpusPart(sides, own, signal)),
      ]);
    };
  },
});
