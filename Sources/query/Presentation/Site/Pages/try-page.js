'use strict';

/* Longer texts stay out of the address, which servers and browsers bound; a letter takes up to nine there. */
const [longestText, longestQuery] = [3000, 8000];
const isTooLong = (text, pair) => text.length + (pair ?? '').length > longestText || queryOf({ text, pair }).length > longestQuery;

/* The text without the units that are struck out, and without the blank before each. */
function textsWithout(example, out) {
  const texts = [...example.x];
  [...unitsOf(example).entries()].reverse().forEach(([index, unit]) => {
    if (unit.special || !out.has(index)) return;
    const text = texts[unit.segment];
    const start = unit.start > 0 && /\s/.test(text[unit.start - 1]) ? unit.start - 1 : unit.start;
    texts[unit.segment] = text.slice(0, start) + text.slice(unit.end);
  });
  return texts.map((text) => text.trim());
}

/* How many tokens the model read: the last entry is the last token of the template. */
const tokensOf = (answer) => answer.tokens.reduce((most, { position }) => Math.max(most, position + 1), 0);

/* What the model makes of a text, in one line. */
function predictionOf(answer) {
  const { predicted, confidence, value } = answer;
  const size = element('small', { textContent: ` · ${counted(tokensOf(answer), 'token')}${answer.truncated ? ', cut off at the maximum length' : ''}` });
  if (typeof value === 'number') return [element('b', { textContent: value.toPrecision(5) }), size];
  // Logits of two classes are not alike, so that each has its class beside it.
  const logit = typeof answer.logit === 'number' && answer.class ? [` · logit ${signed(logitHundredths(answer.logit))} for `, isolated(answer.class)] : [];
  return [isolated(predicted, 'b'), ` ${shareText(confidence)}`, element('small', {}, ...logit), size];
}

/* A card of a typed text; it leads nowhere. */
function cardOf(facts, answer, name, out = new Set()) {
  const example = exampleOfAnswer(facts, answer, name);
  addScores(facts, example, answer);
  const node = makeCard(example);
  node.querySelector('h3').replaceChildren(name);
  node.querySelector('.labels').replaceChildren(...predictionOf(answer));
  const card = cards.get(node);
  card.words.forEach((word, index) => {
    if (!out.has(index)) return;
    word.classList.add('out');
    word.setAttribute('aria-label', `${word.getAttribute('aria-label')}, struck out`);
  });
  return card;
}

const explained = async (state, text, pair, signal) => {
  const { facts, context, params } = state;
  const method = facts.methods[context.shown.method];
  return explain({ text, pair, method, className: scoresAsked(facts, context).class, words: params.pieces === undefined }, signal);
};

/* Predictions of the text as typed, without the struck words, and of the stored original, in one table. */
function changeTable(rows) {
  const body = rows.map(([name, answer]) => element('tr', {}, withAttributes(element('th', {}, ...[name].flat()), { scope: 'row' }), element('td', {}, ...predictionOf(answer))));
  const head = ['text', 'prediction'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  return element('table', { className: 'change' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
}

/* Everything below the box in which one types. */
async function resultsOf(view, state, signal) {
  const { facts, text, pair, params, original } = state;
  // The text without the struck words is asked for later, when questions are noted no more.
  const questions = asking;
  if (text.trim() === '') {
    view.status.replaceChildren();
    return [paragraph('hint', 'Type a text: its prediction and the map of its words follow as you type.')];
  }
  const { answer, remarks } = await explained(state, text, pair, signal);
  const out = new Set((params.out ?? []).map(Number));
  const card = cardOf(facts, answer, 'Typed', out);
  const rows = [];
  const nodes = [];
  if (original) rows.push([['original, ', link(linkTo(original.example.id), isolated(original.example.id))], original.answer]);
  rows.push(['as typed', answer]);
  if (out.size > 0) {
    const names = [...out].filter((index) => card.units[index]).map((index) => card.units[index].name);
    const texts = textsWithout(card.example, out);
    const without = (await noting(questions, () => explained(state, texts[0], texts[1] ?? null, signal))).answer;
    rows.push([['without ', ...names.flatMap((name, place) => [...(place ? [', '] : []), '“', isolated(name), '”'])], without]);
    nodes.push(element('h2', { textContent: 'Without the struck words' }), cardOf(facts, without, 'Without').node);
  }
  if (original) nodes.push(element('h2', { textContent: 'The stored original' }), cardOf(original.facts, original.answer, original.example.id).node);
  view.typed = card;
  view.status.replaceChildren(...predictionOf(rows[rows.length - 1][1]));
  return [...notes(remarks), ...(rows.length > 1 ? [changeTable(rows)] : []), card.node, paragraph('hint', 'Choose a word to strike it out, and once more to take it back. Keys: arrows to a word, Enter to strike it out.'), ...nodes];
}

/* The stored example that an address begins from, with its scores by the chosen method where the store has them. */
async function originalOf(params, context, facts, signal) {
  if (params.from === undefined) return null;
  const store = await factsOf(params);
  if (!store) return null;
  const example = await rowOfID(store, params.from, signal);
  const { class: className, ...method } = scoresAsked(facts, context);
  const hasMethod = store.methods.some((one) => one.method === method.method);
  const asked = { store: store.name, id: example.id, words: params.pieces === undefined, ...(hasMethod ? { ...method, class: className } : {}) };
  const { data } = await ask('example', asked, signal);
  return { facts: hasMethod ? facts : store, example, answer: { ...data, text: example.row.text, pair: example.row.pair, truncated: example.row.truncated } };
}

/* The texts of an address, which `long` says are kept beside it, or else those of the original. `keeping` tells the reader where they are not in the address. */
function textsOf(params, original, keeping) {
  const kept = params.long === undefined ? null : keptHere();
  const isLost = params.long !== undefined && kept === null;
  keeping.hidden = kept === null && !isLost;
  keeping.textContent = isLost ? 'The text was too long for this address, which does not have it: type or paste it again.'
    : 'The address does not hold so long a text: this tab alone keeps it, after a reload, too.';
  if (isLost) return { text: '', pair: null };
  if (kept !== null) return kept;
  const isTyped = params.text !== undefined;
  return { text: params.text ?? original?.text ?? '', pair: params.pair ?? (isTyped ? null : original?.pair ?? null) };
}

pages.set('/try', {
  title: 'Try',
  build(view) {
    const heading = element('h1', { className: 'title', textContent: 'Try' });
    const makeBox = (id, label) => withAttributes(element('textarea', { id, className: 'typed', spellcheck: false, placeholder: label }), { 'aria-label': label, dir: 'auto' });
    const [box, pairBox] = [makeBox('typed', 'Type a text'), makeBox('typed-pair', 'Type the second text')];
    const picker = makePicker();
    const results = element('div', { className: 'results' });
    const keeping = withAttributes(paragraph('note'), { role: 'status' });
    view.status = withAttributes(paragraph('prediction'), { role: 'status' });
    const addPair = button('Add a second text', () => { pairBox.hidden = false; addPair.hidden = true; pairBox.focus(); });
    const again = button('Back to the original', () => { box.value = view.original ?? ''; goWith({ text: null, pair: null, long: null, out: null }, { kept: null }); });
    let timer;
    const typed = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const [text, pair] = [box.value, pairBox.hidden ? null : pairBox.value];
        const isLong = isTooLong(text, pair);
        const saved = isLong ? { text: null, pair: null } : { text: text || ' ', pair };
        go(addressOf('/try', { ...here(), ...saved, long: isLong, out: null }), { replace: true, kept: isLong ? { text, pair } : null });
      }, 150);
    };
    [box, pairBox].forEach((one) => one.addEventListener('input', (event) => { if (!event.isComposing) typed(); }));
    [box, pairBox].forEach((one) => one.addEventListener('compositionend', typed));
    const strike = (index) => {
      if (!view.typed || view.typed.units[index].special) return;
      const out = new Set((here().out ?? []).map(Number));
      if (!out.delete(index)) out.add(index);
      view.focus = index;
      goWith({ out: [...out].sort((a, b) => a - b) }, { replace: true });
    };
    const wordOf = (event) => { const word = event.target.closest('.word'); return word && view.typed?.node.contains(word) ? Number(word.dataset.index) : null; };
    results.addEventListener('click', (event) => { const index = wordOf(event); if (index !== null) strike(index); });
    results.addEventListener('keydown', (event) => {
      const index = wordOf(event);
      if (index === null || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Enter' || event.key === ' ') strike(index);
      else if (/^(Arrow(Right|Down|Left|Up)|Home|End)$/.test(event.key)) moveBy(view.typed, index, event.key);
      else return;
      event.preventDefault();
    });
    return async (address, signal) => {
      const facts = await factsOfModel();
      signal.throwIfAborted();
      if (!facts) {
        view.node.replaceChildren(heading, lack('No model is served, so nothing can be explained here.', 'globenc-index serve STORE --model DIR'));
        return;
      }
      // Addresses used to have this mark in place of a text that is too long for them; who follows one has not typed it.
      if (address.text === '…' && box.value.trim() !== '…') {
        goWith({ text: null, pair: null, long: true, out: null }, { replace: true, kept: null });
        return;
      }
      const { params, lacks } = usable(facts, address, false);
      view.context = { ...contextOf(facts, params), lacks };
      enter(view.context);
      picker.fill(facts, params, view.context);
      if (!results.isConnected) view.node.replaceChildren(heading, box, pairBox, keeping, element('div', { className: 'buttons' }, addPair, again), picker.node, picker.meaning, view.status, results);
      const original = await originalOf(params, view.context, facts, signal);
      view.original = original?.answer.text;
      again.hidden = !original;
      const { text, pair } = textsOf(params, original?.answer, keeping);
      if (document.activeElement !== box) box.value = text === ' ' ? '' : text;
      if (document.activeElement !== pairBox) pairBox.value = pair ?? '';
      const { model } = await sessionOf();
      if (document.activeElement !== pairBox) pairBox.hidden = !pair;
      addPair.hidden = !pairBox.hidden || !model.takes_pairs;
      const state = { facts, context: view.context, text, pair: pair || null, params, original };
      await fill(results, signal, 'Explaining the text', () => resultsOf(view, state, signal));
      if (view.focus !== undefined && view.typed) focusWord(view.typed, view.focus);
      view.focus = undefined;
    };
  },
});
