'use strict';

/* A word of a text; a letter of a script without spaces between its words is one. */
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const wordPattern = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

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

/* Finds, for each example of a list in turn, the first one of the list whose near copy it is, or is a near copy of a near copy of. */
function makeFinder() {
  const known = new Map();
  const bags = new Map();
  return (example) => {
    const bag = bagOf(example);
    if (bag.length === 0) return null;
    const key = bag.join('\n');
    let head = known.get(key) ?? null;
    // A near copy of n words has at least n - n/6 of them, and at most n + n/5.
    const [least, most] = [Math.ceil((bag.length * 5) / 6), Math.floor((bag.length * 6) / 5)];
    for (let length = least; head === null && length <= most; length += 1) {
      head = bags.get(length)?.find((other) => areNear(bag, other.bag))?.head ?? null;
    }
    if (!known.has(key)) {
      known.set(key, head ?? example);
      if (!bags.has(bag.length)) bags.set(bag.length, []);
      bags.get(bag.length).push({ bag, head: head ?? example });
    }
    return head;
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
