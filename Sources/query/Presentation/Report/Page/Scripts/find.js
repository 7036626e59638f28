'use strict';

/* Lower case, letter by letter where the whole would be longer or shorter: places in the result are places in the text. */
function fold(text) {
  const low = text.toLowerCase();
  if (low.length === text.length) return low;
  return Array.from(text, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
}

/* The units of an example that share a letter with a place where a folded text stands in its folded texts. */
function unitsAt(example, texts, text) {
  const found = texts.map((part) => {
    const starts = [];
    for (let start = part.indexOf(text); start >= 0; start = part.indexOf(text, start + text.length)) starts.push(start);
    return starts;
  });
  return unitsOf(example).flatMap((unit, index) => {
    const isHit = !unit.special && found[unit.segment].some((start) => start < unit.end && unit.start < start + text.length);
    return isHit ? [index] : [];
  });
}
