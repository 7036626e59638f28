'use strict';

const pageSize = 30;

/* The orders of a store's examples. */
function ordersOf(facts, params) {
  const orders = [['row', 'order of the corpus'], ...(facts.isRegression ? [] : [['confidence', 'confidence']]), ['length', 'length']];
  if (params.word !== undefined || params.token !== undefined) orders.push(['score', params.word !== undefined ? 'score of the word' : 'score of the piece']);
  const own = ['row', 'confidence', 'length', 'score'];
  return [...orders, ...facts.columns.map((name) => [own.includes(name) ? `kept_${name}` : name, name])];
}

/* The controls of the order and of the colours. */
function makeOrder(repaint) {
  const sort = chooser('Sort by', 'sort', [], (value) => goWith({ sort: value === 'row' ? null : value, ascending: null }));
  const ascending = checkbox('lowest first', 'ascending', (isOn) => goWith({ ascending: isOn }));
  const folded = checkbox('near copies folded', 'folded', (isOn) => goWith({ copies: isOn ? null : 'apart' }));
  folded.title = 'Shows the first of several near copies; the others are below it. Each lacks at most a sixth of the words of another one.';
  const scale = chooser('Colours', 'scale', [['page', 'alike in all texts'], ['text', 'for each text']], repaint);
  const node = element('div', { className: 'tools order' }, sort, ascending, folded, scale);
  return {
    node,
    fill(facts, params) {
      refill(sort.querySelector('select'), ordersOf(facts, params), params.sort ?? 'row');
      sort.hidden = params.like !== undefined;
      ascending.hidden = params.sort === undefined || params.like !== undefined;
      ascending.firstChild.checked = params.ascending === '1';
      folded.firstChild.checked = params.copies !== 'apart';
    },
  };
}

/* Lists what the address asks for into `box`, and the rest as the reader comes to its end. */
async function listExamples({ box, count, keep, facts, context, params, signal }) {
  const asked = {
    store: facts.name, ...sliceOf(params), ...pick(params, ['sort', 'ascending', 'like']), ...(params.method || params.class ? scoresAsked(facts, context) : {}),
  };
  // In the order of the corpus a page ends the search: in a large store the first hits are there long before the number of all.
  const isInOrder = params.like === undefined && (params.sort ?? 'row') === 'row';
  const measure = params.like ? 'similarity' : params.sort === 'score' ? 'score' : null;
  const isFolded = params.copies !== 'apart';
  const list = makeList({ facts, context, params, signal, measure, isFolded });
  const isSlice = Object.keys(sliceOf(params)).length > 0;
  // Another order looks at every example.
  const looking = new AbortController();
  signal.addEventListener('abort', () => looking.abort());
  const look = isInOrder ? null : lookAt(facts, params, async (part) => {
    const { data } = await ask('examples', { ...asked, ...part, k: pageSize }, looking.signal);
    const first = makeList({ facts, context, params, signal: looking.signal, measure, isFolded });
    first.add(data.examples);
    return [first.box];
  });
  count.replaceChildren();
  count.removeAttribute('aria-busy');
  keep.hidden = true;
  await fill(box, signal, params.like ? 'Comparing with all examples' : 'Looking through the examples', async () => {
    const hits = makeHits({ facts, params, asked, size: pageSize, isInOrder, signal });
    const first = hits.more();
    // A search of a large store takes a while to its end, whatever is found on the way.
    let refusal = null;
    const counting = isInOrder && isSearched(facts, params) ? countAll() : null;
    counting?.then((answer) => { refusal = answer; });
    let found = await first;
    const { remarks } = found;
    while (found.examples.length === 0 && !hits.isAtEnd && refusal === null) {
      found = await hits.more();
      remarks.push(...found.remarks);
    }
    if (found.examples.length === 0) {
      // The count's refusal says of the whole slice that there is none.
      refusal = await counting;
      if (refusal) throw refusal;
    }
    // The scale of the colours is that of what is shown.
    looking.abort();
    context.page.examples.length = 0;
    if (params.like) count.replaceChildren(`The ${grouped(found.examples.length)} most like `, isolated(params.like, 'b'));
    else if (found.count !== null) showCount(found.count);
    else if (counting === null && hits.isAtEnd) showCount(found.examples.length);
    else if (counting === null) countAll();
    list.add(found.examples);
    keep.hidden = params.like !== undefined || found.examples.length === 0;
    return [...notes([...new Set(remarks)]), list.box, makeEnd(hits)];
  }, look);

  async function showCount(found) {
    // What is known of a store may be older than this answer.
    const all = found < facts.info.examples ? facts.info.examples : (await ask('info', { store: facts.name }, signal)).data.examples;
    if (signal.aborted) return;
    count.removeAttribute('aria-busy');
    count.replaceChildren(isSlice ? `${grouped(found)} of ${counted(Math.max(found, all), 'example')}` : counted(found, 'example'));
  }

  /* Counts the examples of the slice, while the list begins; gives the refusal where there is none. */
  async function countAll() {
    count.replaceChildren('Counting the examples …');
    count.setAttribute('aria-busy', 'true');
    try {
      const { data } = await ask('examples', { ...asked, k: 1 }, signal);
      if (!signal.aborted) await showCount(data.count);
      return null;
    } catch (error) {
      if (signal.aborted || error.name === 'AbortError') return null;
      if (!(error instanceof Refusal)) throw error;
      count.removeAttribute('aria-busy');
      // That there is none is said in place of the list.
      count.replaceChildren(error.status === 404 ? '' : error.message);
      return error;
    }
  }

  /* The end of the list, which fetches more when it comes into view, or on a click. */
  function makeEnd(hits) {
    const end = element('div', { className: 'end' });
    if (hits.isAtEnd || params.like) return end;
    let isBusy = false;
    // An end that is in view again, or still, fires no event by itself.
    const watch = () => { observer.disconnect(); observer.observe(end); };
    const fetchMore = async () => {
      isBusy = true;
      try {
        const { examples } = await hits.more();
        const hasGrown = list.add(examples);
        if (hits.isAtEnd) return [];
        // A list of which all that was found is folded goes on at a click alone: it would otherwise never leave the view.
        if (hasGrown || examples.length === 0) watch();
        return [button('Show more', extend)];
      } finally {
        isBusy = false;
      }
    };
    const extend = () => {
      if (isBusy || hits.isAtEnd || signal.aborted) return;
      observer.disconnect();
      fill(end, signal, 'Looking for more', fetchMore);
    };
    const observer = new IntersectionObserver((entries) => { if (entries[entries.length - 1].isIntersecting) extend(); }, { rootMargin: '600px 0px' });
    end.append(button('Show more', extend));
    observer.observe(end);
    return end;
  }
  return list;
}

pages.set('/examples', {
  title: 'Examples',
  build(view) {
    const heading = element('h1', { className: 'title', textContent: 'Examples' });
    const filters = makeFilters();
    const picker = makePicker();
    const order = makeOrder(() => { showScale(); view.list?.repaint(); });
    const count = withAttributes(element('p', {}), { role: 'status' });
    const keep = element('a', { hidden: true, className: 'keep', textContent: 'Report', title: 'The figures of these examples and the first of them on one page, which can be saved as a file that needs no server' });
    const bar = element('div', { className: 'bar' }, count, keep, makeLegend());
    const box = element('div', { className: 'results' });
    return async (address, signal) => {
      const facts = await factsOf(address);
      signal.throwIfAborted();
      if (!facts) {
        view.node.replaceChildren(heading, withoutStore());
        return;
      }
      const { params, lacks } = usable(facts, address);
      view.context = { ...contextOf(facts, params), lacks };
      enter(view.context);
      filters.fill(facts, params);
      order.fill(facts, params);
      picker.fill(facts, params, view.context);
      if (!box.isConnected) view.node.replaceChildren(heading, filters.node, filters.more, filters.chips, element('div', { className: 'row' }, picker.node, order.node), picker.meaning, bar, box);
      keep.href = addressOf('/report', {
        store: facts.name, ...sliceOf(params), ...pick(params, ['sort', 'ascending']), ...(params.method || params.class ? scoresAsked(facts, view.context) : {}), 'no-words': params.pieces !== undefined,
      });
      showScale();
      view.list = await listExamples({ box, count, keep, facts, context: view.context, params, signal });
    };
  },
});
