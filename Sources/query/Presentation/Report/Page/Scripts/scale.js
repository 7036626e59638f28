'use strict';

/* The size of the score of an example's strongest word, special tokens aside. */
function peakOf(example) {
  const values = scoresOf(example)?.values ?? [];
  return values.reduce((peak, score, unit) => (example.u[2 * unit] < 0 ? peak : Math.max(peak, Math.abs(score))), 0);
}

/* Where the scale of all texts ends, in whole percent or hundredths of a logit: no higher than the strongest word of three texts in four, so
   that short texts, whose words have large shares, do not leave the others pale. */
let commonEnd = 0;

function endOfScale() {
  const peaks = page.examples.filter(scoresOf).map(peakOf).sort((a, b) => a - b);
  const peak = peaks[Math.ceil(0.75 * peaks.length) - 1] ?? 0;
  return isSigned() ? Math.max(10, 10 * Math.ceil(peak / 10)) : Math.min(10000, Math.max(100, 100 * Math.ceil(peak / 100)));
}

const isCommonScale = () => document.getElementById('scale')?.value === 'page';

/* The shade of a score, in a text whose strongest word has `strongest`: h for shares and for the class, k against it. */
function shadeOf(score, strongest) {
  const end = isCommonScale() ? commonEnd : strongest;
  const level = end > 0 ? Math.min(page.levels, Math.round((Math.abs(score) / end) * page.levels)) : 0;
  return `${score < 0 ? 'k' : 'h'}${level}`;
}

/* Says what the colours mean. */
function showScale() {
  commonEnd = endOfScale();
  document.getElementById('ramp-against').hidden = !isSigned();
  const [start, end] = ['scale-start', 'scale-end'].map((id) => document.getElementById(id));
  if (isSigned()) {
    const most = isCommonScale() ? `${(commonEnd / 1000).toFixed(2)} and more` : 'strongest word of the text';
    start.replaceChildren(...(page.classes ? ['against ', isolated(classPhrase())] : ['lower']));
    end.replaceChildren(...(page.classes ? ['for ', isolated(classPhrase()), ` (logits: ±${most})`] : [`higher (±${most})`]));
  } else {
    start.textContent = '0 %';
    end.textContent = isCommonScale() ? `${commonEnd / 100} % and more` : 'strongest word of the text';
  }
}
