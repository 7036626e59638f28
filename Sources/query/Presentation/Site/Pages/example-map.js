'use strict';

/* The method whose matrices an example's map and its words' rows are of: the one that is shown, or the base method where that one has none. */
function methodOfRows(facts, { shown: { method } }) {
  return facts.methods[method].aggregate ? method : facts.base;
}

/* The number of layers whose matrices the store keeps by a method: of several aggregations of one method, the first has them. */
function layersOf(facts, index) {
  const { method } = facts.methods[index];
  return facts.methods.findIndex((one) => one.method === method) === index ? facts.layers : 0;
}

const hasMatrices = (example, { page: { base } }) => example.matrices?.has(base) === true;

/* Gives the card the rows and layers of the context's method, as far as they are there. */
function showRows(facts, context, example) {
  const base = methodOfRows(facts, context);
  Object.assign(context.page, { base, layers: base < 0 ? 0 : layersOf(facts, base), rows: false });
  const shares = example.a?.find(({ m }) => m === base);
  if (shares) example.s = shares.s;
  delete example.r;
  delete example.l;
  if (!hasMatrices(example, context)) return;
  addMatrices(example, example.matrices.get(base));
  context.page.rows = context.shown.method === base;
}

/* Fetches the matrices once, so that words have rows and layers. */
async function loadRows(view, state, signal) {
  const { facts, example } = state;
  const { base } = view.context.page;
  example.matrices ??= new Map();
  if (!example.matrices.has(base)) example.matrices.set(base, await loadMatrices(facts, example.id, facts.methods[base], layersOf(facts, base), signal));
  if (!example.groups) await loadScores(facts, view.context, example, state.params, signal);
}

const mapKinds = [['rolled', 'layers 1 to l together'], ['own', 'each layer alone']];

/* The map of layers by words: where the first token, or a chosen word, gets what it is made of. */
async function mapPart(view, state, signal) {
  const { facts, example, params } = state;
  const { base } = view.context.page;
  const method = facts.methods[base];
  if (!method || method.aggregate === null) return [lack('No method of this store has matrices.')];
  // A text that is longer than the model's input was indexed in windows.
  if (facts.info.stride !== null && example.n > facts.info.max_length) return mapOfWindow(state, method, layersOf(facts, base), signal);
  await loadRows(view, state, signal);
  const { layers } = example.matrices.get(base);
  addMatrices(example, example.matrices.get(base));
  if (layers.length === 0) return [paragraph('hint', 'Choose a word of the text to see what it is made of.'), withoutLayers(facts, method)];
  const units = unitsOf(example);
  const chosen = numberIn(params.row, { last: units.length - 1 });
  const isRolled = params.map !== 'own' && method.aggregate === 'rollout';
  const rows = unitRows(example, layers, chosen, isRolled);
  const pick = (unit) => goWith({ row: unit === 0 ? null : unit }, { replace: true });
  return drawMap({ name: `map-${example.id}`, method, units, rows, chosen, isRolled, pick });
}

/* The map of one window, whose words are the pieces of its tokens. */
async function mapOfWindow({ facts, example, params }, method, count, signal) {
  const asked = { store: facts.name, id: example.id, ...paramsOfMethod(method) };
  const number = numberIn(params.window, { first: 1, last: Number.MAX_SAFE_INTEGER });
  const { final, layers, tokens, windows } = await loadMatrices(facts, example.id, method, count, signal, number);
  const window = chooser('Window', 'map-window', Array.from({ length: windows }, (_, place) => [String(place + 1), `${place + 1} of ${windows}`]), (value) => goWith({ window: value === '1' ? null : value, token: null }, { replace: true }));
  window.querySelector('select').value = String(number);
  const box = [element('form', { className: 'tools order' }, window), paragraph('hint', 'The text was indexed in windows; each has matrices of its own.')];
  const units = tokens.map((name, place) => ({ name, special: place === 0 || place === tokens.length - 1 }));
  const chosen = numberIn(params.token, { last: units.length - 1 });
  const pick = (token) => goWith({ token: token === 0 ? null : token }, { replace: true });
  const isRolled = params.map !== 'own' && method.aggregate === 'rollout';
  const rows = layers.length === 0 ? [sharesOf(final[chosen])] : (isRolled ? rolledRows : ownRows)(layers, chosen);
  return [...box, ...(layers.length === 0 ? [withoutLayers(facts, method)] : []), ...drawMap({ name: `map-${asked.id}-${number}`, method, units, rows, chosen, isRolled, isFinal: layers.length === 0, pick })];
}

const withoutLayers = (facts, method) => (facts.layers === 0
  ? lack('This store keeps no matrices of layers, so there is no map of layers by words.', 'globenc-index CORPUS --model DIR --store FILE --layers all')
  : lack(`The store keeps the final matrix by ${nameOfMethod(method)}, and layers by ${nameOfMethod(facts.methods.find((one) => one.method === method.method))}.`));

/* The drawing of a map with its controls. `isFinal` is said of a map whose only row is that of the final matrix. */
function drawMap({ name, method, units, rows, chosen, isRolled, isFinal = false, pick }) {
  const word = isolated(units[chosen].name);
  const label = `What ${units[chosen].name} is made of, ${rows.length} ${rows.length === 1 ? 'layer' : 'layers'} by ${units.length} words`;
  const map = heatmap(units, rows, { label, onPick: pick, chosen, names: isFinal ? ['final'] : undefined });
  const kinds = chooser('Rows are', 'map-kind', mapKinds, (value) => goWith({ map: value === 'rolled' ? null : value }, { replace: true }));
  kinds.querySelector('select').value = isRolled ? 'rolled' : 'own';
  kinds.hidden = isFinal || method.aggregate !== 'rollout';
  const tokens = chooser('of', 'map-row', units.map((unit, place) => [String(place), `${place}: ${unit.name.slice(0, 40)}`]), (value) => pick(Number(value)));
  tokens.querySelector('select').value = String(chosen);
  const what = isFinal ? ['The row of “', word, '” in the final matrix.']
    : isRolled
      ? ['Row l is the row of “', word, '” in the rollout of layers 1 to l; the last row is the final matrix, which the classifier reads at the first token.']
      : ['Row l is the row of “', word, '” in the matrix of layer l alone.'];
  return [
    element('form', { className: 'tools order' }, tokens, kinds), paragraph('hint', `By ${nameOfMethod(method)}. `, ...what), element('div', { className: 'map' }, map.drawing), map.readout,
    makeCopies('Copy the map', () => name, () => map.drawing, map.csv),
  ];
}
