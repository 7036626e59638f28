'use strict';

/* The card of one example, with what its words are made of where the store has it. */
async function showCard(view, state, signal) {
  const { facts, example, params } = state;
  return fill(view.card, signal, 'Reading the scores', async () => {
    const remarks = await loadScores(facts, view.context, example, params, signal);
    showRows(facts, view.context, example);
    enter(view.context);
    const node = makeCard(example);
    const card = cards.get(node);
    // The card's slider and rows are of the method whose matrices the map shows.
    card.row = numberIn(params.row, { last: card.words.length - 1 });
    if (params.layer !== undefined && example.l) {
      card.layer = numberIn(params.layer, { first: 1, last: page.layers + 1, usual: page.layers + 1 });
      node.querySelector('.layer input').value = card.layer;
    }
    node.querySelector('.layer input').addEventListener('change', () => goWith({ layer: card.layer > page.layers ? null : card.layer }, { replace: true }));
    paint(card);
    state.node = card;
    return [...notes(remarks), node];
  });
}

/* The terms of the logit of each class. */
async function arithmeticPart(view, state, signal) {
  const { facts, example, params } = state;
  const chosen = facts.methods[view.context.shown.method];
  const method = chosen.signed ? chosen : facts.methods.find((one) => one.signed);
  if (!method) return [lack('No method of this store has signed scores, so there are no terms that add up to a logit.', 'globenc-index CORPUS --model DIR --store FILE --methods n-enc,decompx-linear')];
  const names = facts.haveClasses ? (method.classes?.length > 0 ? method.classes : facts.classes).slice(0, 8) : [undefined];
  const answers = [];
  for (const name of names) {
    const { data } = await ask('example', { store: facts.name, id: example.id, words: params.pieces === undefined, ...paramsOfMethod(method), class: name }, signal);
    answers.push(data);
  }
  const sums = answers.map((answer) => {
    const scores = answer.tokens.map(({ score }) => score);
    const sum = (part) => scores.filter(part).reduce((total, score) => total + score, 0);
    return { name: answer.class, up: sum((score) => score > 0), down: sum((score) => score < 0), bias: answer.bias, logit: answer.logit, terms: sumTerms(scores.reduce((a, b) => a + Math.fround(b), 0), answer.bias, answer.logit) };
  });
  const widest = Math.max(...sums.flatMap(({ up, down }) => [up, -down]), 1e-9);
  const rows = sums.map(({ name, up, down, terms }) => {
    const bar = svg('svg', { viewBox: '0 0 200 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { class: 'fk9', x: (100 + (100 * down) / widest).toFixed(1), y: 1, width: ((-100 * down) / widest).toFixed(1), height: 8 }),
      svg('rect', { class: 'f9', x: 100, y: 1, width: ((100 * up) / widest).toFixed(1), height: 8 }), svg('line', { class: 'whisker', x1: 100, x2: 100, y1: 0, y2: 10 }));
    const [tokens, bias, logit] = terms.map(signed);
    const cells = [signed(logitHundredths(up)), signed(logitHundredths(down)), tokens, bias, logit].map((text) => element('td', { textContent: text }));
    return element('tr', { className: name !== null && name === example.row.predicted ? 'is-predicted' : '' }, withAttributes(element('th', {}, name ? shortName(name, 30) : 'value'), { scope: 'row' }), element('td', {}, bar), ...cells);
  });
  const head = ['class', 'against and for', 'for', 'against', 'tokens', 'bias', 'logit'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  return [paragraph('hint', `By ${nameOfMethod(method)}: tokens + bias = logit. “For” and “against” are the sums of ${params.pieces === undefined ? 'words' : 'pieces'} of either sign.`),
    element('div', { className: 'scroll' }, element('table', { className: 'arithmetic' }, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)))];
}

async function neighboursPart(view, state, signal, part = {}) {
  const { facts, example } = state;
  const { data, remarks } = await ask('examples', { store: facts.name, like: example.id, k: 7, ...part, ...scoresAsked(facts, view.context) }, signal);
  const others = data.examples.filter((row) => row.example !== example.id).slice(0, 6);
  const items = others.map((row) => {
    const labels = [row.label, row.predicted].map((name) => name ?? '');
    return element('li', {}, link(linkTo(row.example), isolated(row.example)), element('span', { className: 'figure', textContent: ` ${row.similarity.toFixed(3)} · ` }),
      ...(labels[0] ? ['gold ', isolated(labels[0]), ' · '] : []), ...(labels[1] ? ['predicted ', isolated(labels[1])] : []), element('br'), isolated((row.text ?? '').slice(0, 240)), ' ',
      link(at('/compare', { id: example.id, id2: row.example }), 'compare'));
  });
  return [...notes(remarks), items.length > 0 ? element('ol', { className: 'neighbours' }, ...items) : paragraph('hint', 'No other example is like this one.'),
    paragraph('', link(at('/examples', { like: example.id }), 'More like this'))];
}

/* The links and buttons above the card. */
async function actionsOf(view, state) {
  const { facts, example } = state;
  const status = withAttributes(element('span', {}), { role: 'status' });
  const { model } = await sessionOf();
  const actions = [
    button('Copy the link', async () => { status.textContent = await copyOrSave(new Blob([window.location.href], { type: 'text/plain' }), 'link.txt'); }),
    element('a', { className: 'button', href: at('/compare', { id: example.id }), textContent: 'Compare' }),
    ...(model && example.row.text !== null ? [element('a', { className: 'button', href: at('/try', { from: example.id }), textContent: 'Edit the text' })] : []),
  ];
  return element('div', { className: 'buttons' }, ...actions, status);
}

function copiesOfWords(state) {
  const drawing = () => {
    const node = drawingOfWords(state.node);
    state.offstage.replaceChildren(node);
    return node;
  };
  const csv = () => csvOf([['position', 'segment', 'word', 'score'], ...state.node.units.map((unit, index) => {
    const scores = scoresOf(state.example);
    return [state.example.firsts[index], unit.segment, unit.name, scores ? scores.values[index] / (isSigned() ? 1000 : 10000) : ''];
  })]);
  return makeCopies('Copy the words', () => `words-${state.example.id}`, drawing, csv);
}

pages.set('/example', {
  title: 'Example',
  build(view) {
    const title = element('h1', { className: 'title' });
    const picker = makePicker();
    const actions = element('div', {});
    view.card = element('div', { className: 'one' });
    const offstage = withAttributes(element('div', { className: 'offstage' }), { 'aria-hidden': 'true' });
    const copies = element('div', {});
    const boxes = [['Layers by words', mapPart], ['The logit’s arithmetic', arithmeticPart], ['Examples like this one', neighboursPart]].map(([name, part]) => ({ part, name, box: element('div', {}) }));
    const map = panel(boxes[0].name, boxes[0].box);
    const sections = element('div', { className: 'sections' }, ...boxes.slice(1).map(({ name, box }) => panel(name, box)));
    followWords(view.card);
    // The chosen word is part of the address; the map shows its row.
    const note = () => { const { row } = view.state.node; goWith({ row: row === 0 ? null : row }, { replace: true }); };
    view.card.addEventListener('click', (event) => { if (event.target.closest('.word')) note(); });
    view.card.addEventListener('keydown', (event) => { if (event.target.closest('.word') && /^(Enter| |Escape)$/.test(event.key)) note(); });
    view.card.addEventListener('click', (event) => {
      const column = event.target.closest('button')?.dataset.column;
      if (column !== undefined) go(at('/examples', { where: [conditionOf(view.state.facts.columns[column], '=', view.state.example.k[column])] }));
    });
    return async (address, signal) => {
      const facts = await factsOf(address);
      signal.throwIfAborted();
      if (!facts || address.id === undefined) {
        view.node.replaceChildren(element('h1', { className: 'title', textContent: 'Example' }), facts ? lack('The address names no example; choose one from the list of examples.') : withoutStore());
        return;
      }
      const { params, lacks } = usable(facts, address);
      title.replaceChildren('Example ', shortName(params.id, 60));
      document.title = `${params.id.slice(0, 60)} – globenc`;
      const context = { ...contextOf(facts, params), lacks };
      const key = queryOf(pick(params, ['store', 'id', 'method', 'aggregate', 'class', 'pieces']));
      const isRowOnly = view.key === key && view.state?.example;
      if (!isRowOnly) {
        view.key = null;
        const known = view.state?.example?.id === params.id && view.state.facts.name === facts.name ? view.state.example : null;
        // Panels of an example that there is not would stay empty.
        if (!known) view.node.replaceChildren(title);
        const example = known ?? await rowOfID(facts, params.id, signal);
        view.context = context;
        enter(context);
        picker.fill(facts, params, context);
        view.node.replaceChildren(title, actions, picker.node, picker.meaning, view.card, copies, map, sections, offstage);
        view.state = { facts, example, params, offstage };
        actions.replaceChildren(await actionsOf(view, view.state));
      }
      view.state.params = params;
      const { state } = view;
      const rest = [];
      if (!isRowOnly) {
        await showCard(view, state, signal);
        rest.push(fill(boxes[1].box, signal, 'Adding up', () => arithmeticPart(view, state, signal)));
        const neighbours = (part) => neighboursPart(view, state, signal, part);
        rest.push(fill(boxes[2].box, signal, 'Comparing with all examples', neighbours, lookAt(state.facts, {}, neighbours)));
      }
      copies.replaceChildren(...(state.node ? [copiesOfWords(state)] : []));
      const hadRows = view.context.page.rows;
      await fill(boxes[0].box, signal, 'Reading the matrices', () => mapPart(view, state, signal));
      // The card was painted before its rows were there.
      if (!hadRows && hasMatrices(state.example, view.context)) await showCard(view, state, signal);
      else if (isRowOnly && state.node) {
        const row = numberIn(params.row, { last: state.node.words.length - 1 });
        if (state.node.row !== row) choose(state.node, row);
      }
      await Promise.all(rest);
      signal.throwIfAborted();
      view.key = key;
    };
  },
});
