'use strict';

/* The names of a store's labels and special tokens keep their numbers while the site is open, whichever page met them first. */
const numberings = new Map();

function numberOf(names, name) {
  const place = names.indexOf(name);
  return place >= 0 ? place : names.push(name) - 1;
}

const sessionOf = async () => (await askOnce('session')).data;

/* The store that an address names, or else the first; null where none is served. */
async function storeOf(params) {
  const { stores } = await sessionOf();
  if (stores.length === 0) return null;
  const store = params.store === undefined ? stores[0] : stores.find(({ name }) => name === params.store);
  if (!store) throw new Refusal(`No store is served under the name “${params.store}”; there is ${stores.map(({ name }) => name).join(', ')}.`, 404);
  return store;
}

/* The name of a store's file, without what all stores have in common. */
const titleOf = (store) => (store.file ?? store.name).replace(/\.(globenc|db|sqlite)$/, '');

const nameOfMethod = ({ method, aggregate }) => (aggregate ? `${method}, ${aggregate}` : method);

/* What is known of a store, or of a model without one. */
function makeFacts(key, { name, title = name, methods, classes, columns, info, layers }) {
  if (!numberings.has(key)) numberings.set(key, { labels: [...classes], specials: [] });
  const { labels, specials } = numberings.get(key);
  const isRegression = info?.problem_type === 'regression';
  return {
    name, title, info, methods, classes, labels, specials, columns, isRegression,
    layers,
    hasSets: info?.problem_type === 'multi_label_classification',
    isJudged: (info?.labels ?? []).some(({ label }) => classes.includes(label)),
    hasGold: (info?.labels ?? []).some(({ label }) => label !== null),
    base: methods.findIndex(({ signed: hasSign }) => !hasSign),
    // Signed scores of a regression model are of its one value.
    haveClasses: !isRegression && classes.length > 0,
  };
}

/* The facts of the store that an address names; null where none is served. */
async function factsOf(params) {
  const store = await storeOf(params);
  if (!store) return null;
  const info = (await askOnce('info', { store: store.name })).data;
  const methods = info.methods ?? [{ method: info.method, aggregate: info.aggregate, signed: false, classes: [] }];
  return makeFacts(`store ${store.name}`, {
    name: store.name, title: titleOf(store), methods, classes: info.model_labels, columns: info.columns.keep, info, layers: store.layers,
  });
}

/* So many rows of the corpus are a first look at a store of many more examples: an answer about them is there within a second. */
const rowsOfLook = 10_000;

/* Whether a store has so many examples that an answer about a part of them is there much sooner. */
const isLarge = (facts) => facts.info.examples >= 5 * rowsOfLook;

/* A first look, for `fill`: `answer` gives the nodes for parameters with the rows of the look. Null where the store is small enough without. */
function lookAt(facts, params, answer) {
  if (!isLarge(facts) || params.rows !== undefined) return null;
  return async () => {
    const nodes = await answer({ rows: `..${rowsOfLook}` });
    return [paragraph('note', `A first look, at the first ${grouped(rowsOfLook)} rows of the corpus alone; the answer for all examples takes its place.`), ...nodes];
  };
}

/* The facts of the served model; null where none is served. */
async function factsOfModel() {
  const { model } = await sessionOf();
  if (!model) return null;
  return makeFacts('model', { name: model.name, methods: model.methods, classes: model.labels ?? [], columns: [], info: null, layers: 0 });
}

/* The place of the method that an address names among the facts' methods. */
function methodIn(facts, { method, aggregate }) {
  if (method === undefined) return 0;
  const place = facts.methods.findIndex((one) => one.method === method && (aggregate === undefined || one.aggregate === aggregate));
  if (place < 0) throw new Refusal(`There are no scores by ${method}; there is ${facts.methods.map(nameOfMethod).join('; ')}.`, 404);
  return place;
}

/* The parameters of a method, as the API has them. */
const paramsOfMethod = ({ method, aggregate }) => ({ method, aggregate: aggregate ?? undefined });

/* The parameters that these facts can answer, and a sentence on each that they cannot: an address may come from another store, or from a store
   whose methods the model does not offer. */
function usable(facts, params, hasGold = true) {
  const known = { ...params };
  const lacks = [];
  try {
    methodIn(facts, params);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    delete known.method;
    delete known.aggregate;
    lacks.push(`${refusal.message} These are the scores by ${nameOfMethod(facts.methods[0])}.`);
  }
  if (!hasGold && params.class === 'gold') {
    delete known.class;
    lacks.push('A typed text has no gold label: these are the scores for the predicted class.');
  }
  return { params: known, lacks };
}

/* What cards read while they show scores of these facts. */
function contextOf(facts, params) {
  const className = params.class ?? 'predicted';
  const isWord = className === 'predicted' || className === 'gold';
  return {
    page: {
      labels: facts.labels, specials: facts.specials, columns: facts.columns, layers: facts.layers, base: facts.base, rows: false,
      methods: facts.methods.map((one) => ({ name: nameOfMethod(one), signed: one.signed })),
      classes: facts.haveClasses, judged: facts.isJudged, examples: [],
    },
    shown: { method: methodIn(facts, params), className: isWord ? className : numberOf(facts.labels, className) },
  };
}

/* The parameters that ask for the scores of a context. */
function scoresAsked(facts, { shown: { method, className } }) {
  const one = facts.methods[method];
  const name = typeof className === 'number' ? facts.labels[className] : className;
  return { ...paramsOfMethod(one), class: one.signed && facts.haveClasses ? name : undefined };
}

/* The sentence of a page that needs a store where none is served. */
const withoutStore = () => lack('No store is served, so there is no corpus to look at.', 'globenc-index serve STORE');

/* The sentence of a store in which there is nothing to look at yet. */
const withoutExamples = () => lack('This store has no examples: its corpus had none, or none is indexed yet.');
