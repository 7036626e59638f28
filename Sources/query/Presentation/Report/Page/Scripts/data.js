'use strict';

const byID = (id) => document.getElementById(id);

/* Whether the prediction of an example is right or wrong; undefined where that cannot be told: a gold label that is no class is neither. */
function outcomeOf(example) {
  if (example.f) return undefined;
  if (example.ps) {
    if (!page.judged || !example.gs) return undefined;
    return String(example.gs) === String(example.ps) ? 'right' : 'wrong';
  }
  if (!page.judged || example.g === undefined || example.p === undefined) return undefined;
  return example.g === example.p ? 'right' : 'wrong';
}

/* Shares are whole hundredths of a percent; Percentage.swift has the same rules. */
function hundredths(share) {
  const whole = Math.floor(share * 10000 + 1e-6);
  return share > 0 && share < 1 ? Math.min(Math.max(whole, 1), 9999) : whole;
}

/* One decimal, to the nearest; 0 % and 100 % are said of nothing else. */
function percent(share) {
  const tenths = Math.floor((share + 5) / 10);
  if (tenths === 0 && share > 0) return '< 0.1\u00A0%';
  const held = tenths === 1000 && share < 10000 ? 999 : tenths;
  return `${(held / 10).toFixed(1)}\u00A0%`;
}

/* The words of an example: where they are in which text, or, for a token that the template added, its name alone. */
function unitsOf(example) {
  const units = [];
  let end = 0;
  for (let index = 0; index < example.u.length / 2; index += 1) {
    const segment = example.b !== undefined && index >= example.b ? 1 : 0;
    if (index === example.b) end = 0;
    const [gap, length] = example.u.slice(2 * index, 2 * index + 2);
    if (gap < 0) {
      units.push({ segment, special: true, name: page.specials[length] });
    } else {
      const start = end + gap;
      end = start + length;
      units.push({ segment, start, end, name: example.x[segment].slice(start, end) });
    }
  }
  return units;
}

/* What unit `index` is made of in `layer` (the last one is the final matrix): a share for each unit, ranked sources, and a bound on the
   shares that the page does not have. Null where the page leaves it out. */
function rowOf(example, index, layer) {
  const matrix = layer > page.layers ? example : example.l[layer - 1];
  const count = example.u.length / 2;
  if (index === 0) {
    const shares = layer > page.layers ? scoresOf(example)?.values : matrix.s;
    if (!shares) return null;
    const ranked = shares.map((share, unit) => [unit, share]).filter(([, share]) => share !== 0);
    ranked.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || a[0] - b[0]);
    return { shares, sources: ranked.slice(0, page.strongest), bound: 0 };
  }
  if (!matrix.r) return null;
  const flat = matrix.r[index - 1];
  const shares = new Array(count).fill(0);
  const sources = [];
  for (let place = 0; place < flat.length; place += 2) {
    shares[flat[place]] = flat[place + 1];
    sources.push([flat[place], flat[place + 1]]);
  }
  const bound = sources.length < page.strongest ? 0 : sources[sources.length - 1][1];
  return { shares, sources, bound };
}
