'use strict';

const cards = new WeakMap();

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/* A name from the corpus, kept from turning the direction of what stands around it. */
const isolated = (text, name = 'bdi', className = '') => element(name, { className, textContent: text });

/* The names of a set of labels. */
function isolatedSet(labels, className = '') {
  if (labels.length === 0) return ['none'];
  return labels.flatMap((label, place) => [...(place ? [', '] : []), isolated(page.labels[label], 'b', className)]);
}

function labelsOf(example) {
  const nodes = [];
  const add = (...parts) => { if (nodes.length) nodes.push(' · '); nodes.push(...parts); };
  if (example.ps) {
    const missed = outcomeOf(example) === 'wrong';
    if (example.gs) add('gold ', ...isolatedSet(example.gs));
    add('predicted ', ...isolatedSet(example.ps, missed ? 'miss' : ''));
    if (example.c !== undefined) nodes.push(' (highest: ', isolated(page.labels[example.p]), ` ${percent(hundredths(example.c))})`);
    if (missed) nodes.push(' ', element('span', { className: 'miss', textContent: '(wrong)' }));
    return [...nodes, ...lengthOf(example)];
  }
  if (example.g !== undefined) add('gold ', isolated(page.labels[example.g], 'b'));
  if (example.p !== undefined) {
    const missed = outcomeOf(example) === 'wrong';
    add('predicted ', isolated(page.labels[example.p], 'b', missed ? 'miss' : ''));
    if (example.c !== undefined) nodes.push(` ${percent(hundredths(example.c))}`);
    if (missed) nodes.push(' ', element('span', { className: 'miss', textContent: '(wrong)' }));
  }
  if (example.v !== undefined) add(`value ${example.v}`);
  return [...nodes, ...lengthOf(example)];
}

/* What was made of a long text. */
function lengthOf(example) {
  const nodes = [];
  if (example.t) nodes.push(` · cut off after ${example.n} tokens`);
  if (example.w) nodes.push(` · joined from ${example.w} windows`);
  return nodes;
}

/* The kept values, each a button that chooses the examples that have the same. */
function fillKept(node, example) {
  const values = (example.k ?? []).map((value, column) => [column, value]).filter(([, value]) => value !== null);
  const box = node.querySelector('.kept');
  box.hidden = values.length === 0;
  box.append(...values.map(([column, value]) => {
    const button = element('button', { type: 'button', className: 'plain', title: 'Show the examples with the same value' });
    button.dataset.column = column;
    button.append(isolated(page.columns[column]), ' ', isolated(value, 'b'));
    return button;
  }));
}

function makeCard(example) {
  const node = document.getElementById('card').content.firstElementChild.cloneNode(true);
  const card = { node, example, units: unitsOf(example), words: [], hits: hitsOf(example), row: 0, layer: page.layers + 1 };
  const link = node.querySelector('h3 a');
  link.textContent = example.id;
  link.href = linkTo(example.id);
  link.setAttribute('aria-label', `Example ${example.id}`);
  node.classList.toggle('linked', example.id === linked());
  node.querySelector('.labels').append(...labelsOf(example));
  fillKept(node, example);
  layText(card);
  const slider = node.querySelector('.layer');
  if (example.l) {
    const input = slider.querySelector('input');
    input.max = page.layers + 1;
    input.value = input.max;
    input.setAttribute('aria-label', `Layer of example ${example.id}`);
    input.addEventListener('input', () => { card.layer = Number(input.value); paint(card); });
  }
  cards.set(node, card);
  paint(card);
  return node;
}

/* Puts the text in place, each word in an element of its own; what is between words stays as it is. */
function layText(card) {
  const { example, units, words } = card;
  const box = card.node.querySelector('.text');
  box.classList.toggle('long', example.x.join('').length > 5000);
  box.setAttribute('aria-label', `Words of example ${example.id}`);
  const lines = example.x.map((text, index) => ({
    text, end: 0, line: element('div'), segment: isolated(undefined, 'span', 'segment'),
    read: example.e ? example.e.slice(2 * index, 2 * index + 2) : [0, text.length],
  }));
  lines.forEach(({ segment }) => { segment.dir = 'auto'; });
  units.forEach((unit, index) => {
    const word = element('span', { className: 'word', textContent: unit.name, tabIndex: index === 0 ? 0 : -1 });
    word.setAttribute('role', 'option');
    word.dataset.index = index;
    words.push(word);
    const line = lines[unit.segment];
    if (unit.special) {
      word.classList.add('special');
      if (line.end > 0 || index > 0) close(line);
      line.line.append(word);
    } else {
      if (line.end === 0 && !line.segment.isConnected) line.line.append(line.segment);
      layBetween(line, unit.start);
      line.segment.append(word);
      line.end = unit.end;
    }
  });
  lines.forEach((line) => { close(line); box.append(line.line); });
}

/* Adds what there is up to a place; what the model did not read of it looks so. */
function layBetween(line, to) {
  const [first, last] = line.read;
  const part = (from, end) => line.text.slice(Math.max(from, line.end), Math.min(end, to));
  const [early, read, late] = [part(0, first), part(first, last), part(last, line.text.length)];
  if (early) line.segment.append(element('span', { className: 'unread early', textContent: early, title: 'The model did not read this' }));
  line.segment.append(read);
  if (late) line.segment.append(element('span', { className: 'unread late', textContent: late, title: 'The model did not read this' }));
  line.end = Math.max(line.end, to);
}

/* Adds what follows the last word of a text. */
function close(line) {
  if (!line.segment.parentNode) line.line.append(line.segment);
  layBetween(line, line.text.length);
}

/* Colours the words by the chosen row and says in words what the colours say. */
function paint(card) {
  const { node, example, units, words } = card;
  // Rows and layers are of one method.
  const layer = hasRows() ? card.layer : page.layers + 1;
  const isOfScores = !hasRows() || card.row === 0;
  const row = rowOf(example, isOfScores ? 0 : card.row, layer);
  const strongest = row ? Math.max(...units.map((unit, index) => (unit.special ? 0 : Math.abs(row.shares[index])))) : 0;
  words.forEach((word, index) => {
    const share = row ? row.shares[index] : 0;
    const absent = isOfScores ? 'no score' : 'left out';
    const text = !row ? absent : share === 0 && row.bound > 0 ? `at most ${percent(row.bound)}` : scoreText(share);
    word.className = `word ${shadeOf(share, strongest)}${units[index].special ? ' special' : ''}${card.hits.has(index) ? ' hit' : ''}`;
    word.dataset.share = text;
    word.setAttribute('aria-selected', index === card.row);
    word.setAttribute('aria-label', `${units[index].name}, ${text}`);
  });
  node.querySelector('.layer').hidden = !example.l || !hasRows();
  const output = node.querySelector('.layer output');
  const name = layer > page.layers ? 'final' : `${layer} of ${page.layers}`;
  output.textContent = name;
  node.querySelector('.layer input').setAttribute('aria-valuetext', name);
  node.querySelector('.lead').replaceChildren(...leadOf(card, row, layer));
  node.querySelector('.sources').replaceChildren(...(row ? row.sources : []).map(([index, share]) => element(
    'li', {}, isolated(units[index].name, 'bdi', shadeOf(share, strongest)), scoreText(share))));
}

/* The sum that signed scores make: tokens + bias = logit. */
function sumOf(example, { sum }) {
  const label = page.classes ? [' for ', isolated(page.labels[classOf(example)], 'b')] : [];
  if (!sum) return ['Scores', ...label, ', without a bias and a logit'];
  const [tokens, bias, logit] = sum.map(signed);
  return [element('span', { className: 'sum', textContent: `tokens ${tokens} + bias ${bias} = ${page.classes ? 'logit' : 'value'} ${logit}` }), ...label];
}

function leadOf(card, row, layer) {
  const { example, units } = card;
  const place = layer > page.layers ? '' : ` in layer ${layer}`;
  // A card may have no words yet.
  const name = ['“', isolated(units[card.row]?.name), '”'];
  if (!hasRows() || (card.row === 0 && layer > page.layers)) {
    const scores = scoresOf(example);
    if (!scores) return absenceOf(example);
    const chosen = card.row === 0 ? [] : [...name, ` ${scoreText(scores.values[card.row])}; `];
    return [...chosen, ...(isSigned() ? sumOf(example, scores) : [card.row === 0 ? 'The classifier read' : 'the classifier read'])];
  }
  if (card.row === 0) return [`${units[0].name} takes${place} from`];
  if (!row) {
    const why = example.w ? 'is another matter in each window; globenc-query show --row --window' : 'is left out; globenc-query show --row';
    return ['What ', ...name, ` is made of ${why} tells it.`];
  }
  return [...name, ` is made of${place} (the classifier read ${percent(scoresOf(example).values[card.row])} from it)`];
}

/* Chooses the row of a word. */
function choose(card, index) {
  card.row = index;
  focusWord(card, index, false);
  paint(card);
}

/* One word of a text is reached with Tab, the others from there with the arrow keys. */
function focusWord(card, index, moves = true) {
  card.words.forEach((word, place) => { word.tabIndex = place === index ? 0 : -1; });
  if (moves) card.words[index].focus();
}
