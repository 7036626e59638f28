'use strict';

/* Layers of matrices in the browser: `values` row by row, as the API has them, up to a common factor. */

/* A row of a matrix, divided by its sum. */
function sharesOf(row) {
  const sum = row.reduce((total, value) => total + value, 0);
  return sum > 0 ? row.map((value) => value / sum) : row.map(() => 0);
}

/* Where the rows of the rollout of layers 1 to l come from, for one token: an array of shares for each l. The rollout is the product of the
   layers' matrices, the first layer rightmost; each product is divided by its sum, so that nothing overflows. */
function rolledRows(layers, token) {
  return layers.map((_, last) => {
    let row = sharesOf(layers[last][token]);
    for (let layer = last - 1; layer >= 0; layer -= 1) {
      const next = new Float64Array(row.length);
      layers[layer].forEach((values, from) => {
        const share = row[from];
        if (share !== 0) for (let to = 0; to < values.length; to += 1) next[to] += share * values[to];
      });
      row = sharesOf(Array.from(next));
    }
    return row;
  });
}

/* The row of one token in each layer's own matrix. */
const ownRows = (layers, token) => layers.map((values) => sharesOf(values[token]));

/* The positions of a unit's tokens. */
function positionsOf(example, unit, size) {
  const end = example.firsts[unit + 1] ?? size;
  return Array.from({ length: Math.max(1, end - example.firsts[unit]) }, (_, step) => example.firsts[unit] + step);
}

/* Shares of tokens added up for each unit. */
function unitSums(example, shares) {
  return example.firsts.map((_, unit) => positionsOf(example, unit, shares.length).reduce((sum, place) => sum + (shares[place] ?? 0), 0));
}

/* The rows of a unit in every layer, summed by unit: the mean over its tokens. Row 0 of the map is layer 1. */
function unitRows(example, layers, unit, isRolled) {
  const positions = positionsOf(example, unit, layers[0].length);
  const rows = positions.map((token) => (isRolled ? rolledRows(layers, token) : ownRows(layers, token)).map((row) => unitSums(example, row)));
  return layers.map((_, layer) => rows[0][layer].map((_, column) => rows.reduce((sum, one) => sum + one[layer][column], 0) / rows.length));
}

/* The strongest sources of each unit but the first, in the form of a report's key `r`. */
function rowsOfMatrix(example, values) {
  const shares = values.map(sharesOf);
  return example.firsts.slice(1).map((_, place) => {
    const positions = positionsOf(example, place + 1, values.length);
    const mean = shares[0].map((_, column) => positions.reduce((sum, row) => sum + shares[row][column], 0) / positions.length);
    const sums = unitSums(example, mean).map(hundredths);
    return sums.map((share, unit) => [unit, share]).filter(([, share]) => share > 0)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, page.strongest).flat();
  });
}

/* Gives an example's card what each word is made of, in the final matrix and in every layer. */
function addMatrices(example, { final, layers }) {
  example.r = rowsOfMatrix(example, final);
  if (layers.length > 0) example.l = layers.map((values) => ({ s: unitSums(example, sharesOf(values[0])).map(hundredths), r: rowsOfMatrix(example, values) }));
}

/* The final matrix of an example, or of one of its windows, and those of its first `count` layers. */
async function loadMatrices(facts, id, method, count, signal, window) {
  const asked = { store: facts.name, id, ...paramsOfMethod(method), window };
  const final = (await ask('matrix', { ...asked, layer: 'final' }, signal)).data;
  const layers = [];
  while (layers.length < count) layers.push((await ask('matrix', { ...asked, layer: layers.length + 1 }, signal)).data.values);
  return { final: final.values, layers, tokens: final.tokens, windows: final.windows ?? 1 };
}
