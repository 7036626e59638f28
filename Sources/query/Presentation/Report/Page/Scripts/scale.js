'use strict';

/* The share of an example's strongest word, special tokens aside. */
function peakOf(example) {
  return example.s.reduce((peak, share, unit) => (example.u[2 * unit] < 0 ? peak : Math.max(peak, share)), 0);
}

/* Where the scale of all texts ends, in whole percent: no higher than the strongest word of three texts in four, so that short texts, whose
   words have large shares, do not leave the others pale. */
const commonEnd = (() => {
  const peaks = page.examples.map(peakOf).sort((a, b) => a - b);
  const peak = peaks[Math.ceil(0.75 * peaks.length) - 1] ?? 0;
  return Math.min(10000, Math.max(100, 100 * Math.ceil(peak / 100)));
})();

const isCommonScale = () => document.getElementById('scale').value === 'page';

/* The shade of a share, in a text whose strongest word has `strongest`. */
function levelOf(share, strongest) {
  const end = isCommonScale() ? commonEnd : strongest;
  return end > 0 ? Math.min(page.levels, Math.round((share / end) * page.levels)) : 0;
}

function showScale() {
  document.getElementById('scale-end').textContent = isCommonScale() ? `${commonEnd / 100} % and more` : 'strongest word of the text';
}
