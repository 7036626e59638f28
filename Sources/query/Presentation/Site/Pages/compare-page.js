'use strict';

const isSameMethod = (one, other) => one.method === other.method && (one.aggregate ?? null) === (other.aggregate ?? null);
const likeOrFirst = (facts, method) => facts.methods.find((one) => isSameMethod(one, method)) ?? facts.methods[0];
const anotherThan = (facts, method) => facts.methods.find((one) => !isSameMethod(one, method)) ?? facts.methods[0];

/* What a side shows: the parameters of its example and scores, with the method that they name. */
function sideOf(facts, named) {
  const { params, lacks } = usable(facts, named);
  const method = facts.methods[methodIn(facts, params)];
  return { facts, method, lacks, params: { ...params, store: facts.name, ...paramsOfMethod(method) } };
}

/* Both sides of an address. The parameters of the right are called like those of the left, with a 2 behind. What it does not name is that of the left;
   but where neither its example nor its store is another one, its method is, for two sides that are alike say nothing. */
async function sidesOf(params) {
  const left = sideOf(await factsOf(params), pick(params, ['store', 'id', 'method', 'aggregate', 'class', 'pieces']));
  const facts = await factsOf({ store: params.store2 ?? params.store });
  const id = params.id2 ?? params.id;
  const isOther = facts.name !== left.facts.name || id !== params.id;
  const byDefault = (isOther ? likeOrFirst : anotherThan)(facts, left.method);
  const scores = params.method2 === undefined ? paramsOfMethod(byDefault) : { method: params.method2, aggregate: params.aggregate2 };
  const isKnown = [...facts.classes, 'predicted', 'gold'].includes(params.class);
  const right = sideOf(facts, { id, ...scores, pieces: params.pieces, class: params.class2 ?? (isKnown ? params.class : undefined) });
  return [left, right];
}

/* Whether both sides are the same although the address does not say so: the store has nothing else to compare. */
function areAlike([left, right], params) {
  if (params.id === undefined || left.facts.info.examples === 0) return false;
  if (['store2', 'id2', 'method2', 'class2'].some((name) => params[name] !== undefined)) return false;
  return left.facts.name === right.facts.name && isSameMethod(left.method, right.method);
}

/* The controls of one side and the card below: which example of which store, and whose scores. */
function makeSide(number) {
  const suffix = number === 1 ? '' : '2';
  const name = number === 1 ? 'Left' : 'Right';
  const id = element('input', { type: 'text', id: `id${suffix}`, autocomplete: 'off', spellcheck: false });
  /* Shows other things on this side. What the right side shows without being named is named first, so that a choice on the left does not change it. */
  const change = (values) => {
    const { method, params } = self.both[1];
    const kept = { ...paramsOfMethod(method), ...(method.signed ? { class: params.class ?? 'predicted' } : {}), ...('store' in values ? { store: params.store } : {}) };
    const named = (part, end) => Object.fromEntries(Object.entries(part).map(([key, value]) => [`${key}${end}`, value]));
    goWith({ ...named(kept, '2'), ...named(values, suffix) });
  };
  id.addEventListener('change', () => change({ id: id.value }));
  id.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); id.blur(); } });
  const store = chooser('store', `store${suffix || '1'}`, [], async (value) => {
    const facts = await factsOf({ store: value });
    const other = self.both[2 - number];
    // Two stores are compared by one method, where both have it.
    const method = facts.name === other.facts.name ? anotherThan(facts, other.method) : likeOrFirst(facts, other.method);
    change({ store: value, method: method.method, aggregate: method.aggregate, class: null });
  });
  const method = chooser('scores by', `method${suffix || '1'}`, [], (value) => {
    const one = self.shown.facts.methods[Number(value)];
    change({ method: one.method, aggregate: one.aggregate });
  });
  const className = chooser('for', `class${suffix || '1'}`, [], (value) => change({ class: value }));
  const form = withAttributes(element('form', { className: 'fields' }, store, element('label', {}, 'example ', id), method, className), { 'aria-label': `${name} side` });
  form.addEventListener('submit', (event) => event.preventDefault());
  const box = element('div', {});
  const node = withAttributes(element('section', { className: 'side' }, element('h2', { textContent: name }), form, box), { 'aria-label': name });
  const self = { node, box, both: null, shown: null, context: null };
  // Each side has scores of its own, which have to be in place before a card answers.
  ['click', 'keydown'].forEach((kind) => box.addEventListener(kind, () => { if (self.context) enter(self.context); }, true));
  followWords(box);
  self.fill = (both, stores, params) => {
    const shown = both[number - 1];
    const { facts, method: chosen } = shown;
    Object.assign(self, { both, shown, context: contextOf(facts, shown.params) });
    refill(store.querySelector('select'), stores.map((one) => [one.name, titleOf(one)]), facts.name);
    store.hidden = stores.length < 2;
    if (document.activeElement !== id) id.value = params[`id${suffix}`] ?? '';
    id.placeholder = number === 2 && params.id !== undefined ? 'as on the left' : 'id of an example';
    refill(method.querySelector('select'), facts.methods.map((one, place) => [String(place), nameOfMethod(one)]), String(facts.methods.indexOf(chosen)));
    const names = chosen.classes?.length > 0 ? chosen.classes : facts.classes;
    const choices = [['predicted', 'the predicted class'], ...(facts.hasGold && !facts.hasSets ? [['gold', 'the gold class']] : []), ...names.map((one) => [one, one])];
    refill(className.querySelector('select'), choices, shown.params.class ?? 'predicted');
    className.hidden = !chosen.signed || !facts.haveClasses;
  };
  return self;
}

async function fillSide({ box, context, shown }, signal) {
  const { facts, params, lacks } = shown;
  if (facts.info.examples === 0) {
    box.replaceChildren(withoutExamples());
    return;
  }
  if (params.id === undefined) {
    box.replaceChildren(...notes(lacks), paragraph('hint', 'No example is named.'));
    return;
  }
  await fill(box, signal, 'Reading the scores', async () => {
    const example = await rowOfID(facts, params.id, signal);
    const remarks = await loadScores(facts, context, example, params, signal);
    return within(context, () => {
      const alone = paragraph('self', link(addressOf('/example', params), 'This example by itself'));
      return [...notes([...lacks, ...remarks]), makeCard(example), alone];
    });
  });
}

/* The question how alike the scores of both sides are on the whole corpus; null where both sides have the same. */
function questionOf(sides) {
  const [left, right] = sides;
  const isSameStore = left.facts.name === right.facts.name;
  const methods = sides.map(({ method }) => method);
  const classes = sides.flatMap(({ facts, method, params }) => (method.signed && facts.haveClasses ? [params.class ?? 'predicted'] : []));
  if (isSameStore && isSameMethod(...methods) && classes[0] === classes[1]) return null;
  // Of an aggregate, or a class, that one side has, the server finds the side.
  return {
    store: left.facts.name, other: isSameStore ? null : right.facts.name, method: methods.map(({ method }) => method), k: 12,
    aggregate: methods.flatMap(({ aggregate }) => aggregate ?? []), class: classes,
  };
}

/* What else a reader may choose, where both sides have the same scores. */
function otherChoices([{ facts, method }], stores) {
  const choices = [...(stores.length > 1 ? ['another store'] : []), ...(facts.methods.length > 1 ? ['another method'] : []), ...(method.signed && facts.haveClasses ? ['another class'] : [])];
  return choices.length > 0 ? `Choose ${choices.join(' or ')} on one side, and all examples of both are compared here.` : 'There is no other store, method or class to compare all examples by.';
}

async function corpusPart(sides, stores, asked, signal) {
  if (asked === null) return [paragraph('hint', otherChoices(sides, stores))];
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
    const hint = paragraph('hint', 'Two examples, methods, classes or stores beside each other. Where the right side names no example, it has that of the left.');
    const sides = [makeSide(1), makeSide(2)];
    const corpus = element('div', {});
    let compared = null;
    return async (params, signal) => {
      const [{ stores }, facts] = [await sessionOf(), await factsOf(params)];
      if (!facts) {
        view.node.replaceChildren(heading, withoutStore());
        return;
      }
      const both = await sidesOf(params);
      signal.throwIfAborted();
      sides.forEach((side) => side.fill(both, stores, params));
      view.context = sides[0].context;
      enter(view.context);
      if (!corpus.isConnected) view.node.replaceChildren(heading, hint, element('div', { className: 'sides' }, ...sides.map(({ node }) => node)), element('h2', { textContent: 'The whole corpus' }), corpus);
      const asked = questionOf(both);
      const question = JSON.stringify(asked);
      const compare = async () => {
        // Another example leaves the comparison of the corpus as it is.
        if (compared === question) return;
        compared = null;
        await fill(corpus, signal, 'Comparing all examples', async () => {
          const nodes = await corpusPart(both, stores, asked, signal);
          compared = question;
          return nodes;
        });
      };
      const showRight = async () => {
        if (areAlike(both, params)) sides[1].box.replaceChildren(paragraph('hint', 'This store has the scores of one method: name another example here to compare it with the left.'));
        else await fillSide(sides[1], signal);
      };
      await Promise.all([fillSide(sides[0], signal), showRight(), compare()]);
    };
  },
});
