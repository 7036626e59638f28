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
  folded.title = 'Below the first of several texts of which each lacks at most a sixth of the words of another one.';
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
async function listExamples({ box, count, facts, context, params, signal }) {
  const asked = {
    store: facts.name, ...sliceOf(params), ...pick(params, ['sort', 'ascending', 'like']), ...(params.method || params.class ? scoresAsked(facts, context) : {}),
  };
  // In the order of the corpus a page ends the search: in a large store the first hits are there long before the number of all.
  const isInOrder = params.like === undefined && (params.sort ?? 'row') === 'row';
  const measure = params.like ? 'similarity' : params.sort === 'score' ? 'score' : null;
  const isFolded = params.copies !== 'apart';
  const list = makeList({ facts, context, params, signal, measure, isFolded });
  const hits = makeHits({ facts, params, asked, size: pageSize, isInOrder, signal });
  // Another order looks at every example.
  const looking = new AbortController();
  signal.addEventListener('abort', () => looking.abort());
  const look = isInOrder ? null : lookAt(facts, params, async (part) => {
    const { data } = await ask('examples', { ...asked, ...part, k: pageSize }, looking.signal);
    const first = makeList({ facts, context, params, signal: looking.signal, measure, isFolded });
    first.add(data.examples);
    return [first.box];
  });
  await fill(box, signal, params.like ? 'Comparing with all examples' : 'Looking through the examples', async () => {
    const counting = isInOrder && Object.keys(sliceOf(params)).length > 0 ? countAll() : null;
    let found = await hits.more();
    while (found.examples.length === 0 && !hits.isAtEnd) found = await hits.more();
    // The scale of the colours is that of what is shown.
    looking.abort();
    context.page.examples.length = 0;
    if (found.examples.length === 0) {
      // The count's refusal says of the whole slice that there is none.
      const refusal = await counting;
      if (refusal) throw refusal;
    }
    if (params.like) count.replaceChildren(`The ${grouped(found.examples.length)} most like `, isolated(params.like, 'b'));
    else if (found.count !== null) showCount(found.count);
    else if (counting === null) showCount(facts.info.examples);
    list.add(found.examples);
    return [...notes(found.remarks), list.box, makeEnd()];
  }, look);

  function showCount(found) {
    count.removeAttribute('aria-busy');
    const all = facts.info.examples;
    count.replaceChildren(found === all ? counted(all, 'example') : `${grouped(found)} of ${counted(all, 'example')}`);
  }

  /* Counts the examples of the slice, while the list begins; gives the refusal where there is none. */
  async function countAll() {
    count.replaceChildren('Counting the examples …');
    count.setAttribute('aria-busy', 'true');
    try {
      const { data } = await ask('examples', { ...asked, k: 1 }, signal);
      if (!signal.aborted) showCount(data.count);
      return null;
    } catch (error) {
      if (signal.aborted || error.name === 'AbortError') return null;
      if (!(error instanceof Refusal)) throw error;
      count.removeAttribute('aria-busy');
      count.replaceChildren();
      return error;
    }
  }

  /* The end of the list, which fetches more when it comes into view, or on a click. */
  function makeEnd() {
    const end = element('div', { className: 'end' });
    if (hits.isAtEnd || params.like) return end;
    let isBusy = false;
    const extend = async () => {
      if (isBusy || hits.isAtEnd || signal.aborted) return;
      isBusy = true;
      await fill(end, signal, 'Looking for more', async () => {
        const { examples } = await hits.more();
        list.add(examples);
        return hits.isAtEnd ? [] : [button('Show more', extend)];
      });
      isBusy = false;
      // An end that is in view again, or still, fires no event by itself.
      observer.disconnect();
      if (!hits.isAtEnd) observer.observe(end);
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
    const keep = element('a', { className: 'keep', textContent: 'Save as one page', download: 'report.html', title: 'A file with these examples, to mail or keep: it needs no server' });
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
      keep.hidden = params.like !== undefined;
      keep.href = addressOf('/api/report', {
        store: facts.name, ...sliceOf(params), ...pick(params, ['sort', 'ascending']), ...(params.method || params.class ? scoresAsked(facts, view.context) : {}), 'no-words': params.pieces !== undefined,
      });
      showScale();
      view.list = await listExamples({ box, count, facts, context: view.context, params, signal });
    };
  },
});
