'use strict';

/* A word of a text: what is neither white space nor, as in Punctuation.swift, a mark. A letter of a script without spaces between its words is one. */
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const wordPattern = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[^\\s\\p{P}!-/:-@\\[-\`{-~])+`, 'gu');

/* The words of an example's texts, in order, without regard to case: the second "so" is another word than the first. */
function bagOf(example) {
  const seen = new Map();
  const text = fold(example.x.join(' '));
  const words = text.match(wordPattern) ?? text.split(/\s+/).filter((mark) => mark !== '');
  return words.map((word) => {
    const number = (seen.get(word) ?? 0) + 1;
    seen.set(word, number);
    return number === 1 ? word : `${word} ${number}`;
  }).sort();
}

/* Whether each of two texts lacks at most a sixth of the words of the longer one: NearCopies.swift says the same of the words of a tokenizer. */
function areNear(one, other) {
  const longer = Math.max(one.length, other.length);
  const needed = longer - Math.floor(longer / 6);
  if (Math.min(one.length, other.length) < needed) return false;
  let [shared, left, right] = [0, 0, 0];
  while (left < one.length && right < other.length && shared + Math.min(one.length - left, other.length - right) >= needed) {
    if (one[left] === other[right]) { shared += 1; left += 1; right += 1; } else if (one[left] < other[right]) left += 1;
    else right += 1;
  }
  return shared >= needed;
}

/* Finds, for each example of a list in turn, the first one of the list whose near copy it is, directly or through other near copies; null where there is
   none. A text that joins two of them is a near copy of the earlier one, and these two stay apart. */
function makeFinder() {
  const known = new Map();
  const holding = new Map();
  let count = 0;
  return (example) => {
    const bag = bagOf(example);
    if (bag.length === 0) return null;
    const key = bag.join('\n');
    if (known.has(key)) return known.get(key).example;
    // A near copy lacks at most a fifth of these words, so it has one of the rarest so many and one more.
    const holders = (word) => holding.get(word) ?? [];
    const rarest = [...bag].sort((one, other) => holders(one).length - holders(other).length).slice(0, Math.floor(bag.length / 5) + 1);
    let head = null;
    new Set(rarest.flatMap(holders)).forEach((other) => {
      if ((head === null || other.head.place < head.place) && areNear(bag, other.bag)) ({ head } = other);
    });
    const entry = { bag, head: head ?? { example, place: count += 1 } };
    known.set(key, entry.head);
    bag.forEach((word) => { if (holding.has(word)) holding.get(word).push(entry); else holding.set(word, [entry]); });
    return head?.example ?? null;
  };
}

/* The near copies of an example of a list, below it; their cards are made when the reader opens them. */
function makeFold(list) {
  const summary = element('summary');
  const box = element('div', { className: 'list' });
  const node = element('details', { className: 'folded' }, summary, box);
  const copies = [];
  let made = 0;
  const make = () => {
    if (node.open) box.append(...copies.slice(made).map((example) => makeRow(list, example)));
    if (node.open) made = copies.length;
  };
  node.addEventListener('toggle', make);
  return {
    node,
    add(example) {
      copies.push(example);
      const named = copies.slice(0, 3).flatMap(({ id }, place) => [place ? ', ' : '', isolated(id)]);
      summary.replaceChildren(`${counted(copies.length, 'near copy', 'near copies')}: `, ...named, copies.length > 3 ? ', …' : '');
      within(list.context, make);
    },
  };
}
