'use strict';

const figureText = (value, digits) => (value === null || value === undefined ? '' : value.toFixed(digits));
const qText = (q) => (q === null || q === undefined ? '' : q < 0.001 ? '< 0.001' : q.toFixed(q < 0.1 ? 3 : 2));

const columnOfQ = { key: 'q', name: 'q', text: qText, rises: true };

/* The columns of which some row has a figure. */
const columnsWithFigures = (columns, rows) => columns.filter(({ key }) => rows.some((row) => row[key] !== null && row[key] !== undefined));

/* The columns of a table of words: `key` in a row, `by` where the server ranks by it, `rises` where the smallest figure says most; `beside`
   gives what stands beside a figure where there is room. */
function columnsOfWords(facts, data) {
  const isSignedHere = facts.methods.some((one) => one.method === data.method && one.signed);
  const score = (value) => (value === null ? '' : isSignedHere ? `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}` : percent(hundredths(value)));
  const tests = [{ key: 'contrast', name: 'contrast', by: 'contrast', text: (value) => figureText(value, 1) }, columnOfQ];
  const texts = (value, row) => `${grouped(value)}${row.distinct_texts !== null && row.distinct_texts !== value ? ` (${grouped(row.distinct_texts)})` : ''}`;
  const columns = [
    { key: 'count', name: 'times', by: 'count', text: grouped }, { key: 'texts', name: 'texts', text: texts },
    { key: 'mean', name: 'mean', by: 'mean', text: score }, { key: 'total', name: 'total', by: 'total', text: (value) => figureText(value, 2) }, ...tests,
  ];
  const ofErrors = [
    { key: 'texts', name: 'texts', text: grouped }, { key: 'wrong', name: 'wrong', text: grouped }, { key: 'error_rate', name: 'error rate', text: shareText },
    { key: 'error_rate_lower', name: '95 % interval', text: (_, row) => intervalText([row.error_rate_lower, row.error_rate_upper]) }, ...tests,
  ];
  return columnsWithFigures([...(data.by === 'error-rate' ? ofErrors : columns), ...columnsWithout], data.tokens);
}

/* The figure that a ranking is about, which has the bars. */
const measureOf = ({ by }) => ({ 'error-rate': 'error_rate', ablation: 'flips' })[by] ?? by;

/* The column by which the server has put the rows in order: error rates by how far they are from chance. */
const ownKeyOf = ({ by }) => ({ 'error-rate': 'contrast', ablation: 'flips' })[by] ?? by;

/* The rows by the column that the address names, or else as the server has ordered them. What has no figure comes last either way. */
function arrangeWords(columns, data, { sort, order }) {
  const own = ownKeyOf(data);
  const column = columns.find(({ key }) => key === sort) ?? columns.find(({ key }) => key === own);
  const isAscending = order === undefined ? column?.rises === true : order === 'ascending';
  const table = { columns, own, measure: measureOf(data), sorted: { key: column?.key, isAscending }, rows: data.tokens };
  if (!column || (column.key === own && !isAscending)) return table;
  const compare = (one, other) => {
    const [a, b] = [one[column.key] ?? null, other[column.key] ?? null];
    if (a === null || b === null) return (a === null) - (b === null);
    return isAscending ? a - b : b - a;
  };
  return { ...table, rows: [...data.tokens].sort(compare) };
}

/* A heading by which the table can be sorted; another click turns the order round. */
function sortingHead({ own, sorted }, { key, name, by, rises = false }) {
  const isSorted = sorted.key === key;
  const turned = sorted.isAscending ? 'descending' : 'ascending';
  const turn = { order: (turned === 'ascending') === rises ? null : turned };
  const choice = key === own ? { sort: null, order: null } : by ? { by, sort: null, order: null } : { sort: key, order: null };
  const order = button(`${name}${isSorted ? (sorted.isAscending ? ' ↑' : ' ↓') : ''}`, () => goWith(isSorted ? turn : choice), 'plain');
  order.dataset.stays = `by ${key}`;
  return withAttributes(element('th', {}, order), { 'aria-sort': isSorted ? (sorted.isAscending ? 'ascending' : 'descending') : null });
}

/* A table of words, which can be sorted unless it is a part of one: a word leads to its examples, and the arrow opens how it is spread. A narrow
   window has the figures that matter less in a second line. */
function wordTable(facts, params, table) {
  const { columns, measure, sorted, rows } = table;
  const strongest = rows.reduce((most, row) => Math.max(most, Math.abs(row[measure] ?? 0)), 1e-12);
  // A main column gives its place to another one by which the table is sorted.
  const hasRoom = [undefined, measure, 'q'].includes(sorted?.key);
  const isLesser = ({ key, isMain }) => !(isMain && hasRoom) && key !== measure && key !== 'q' && key !== sorted?.key;
  const classOf = (column) => `of-${column.key}${isLesser(column) ? ' lesser' : ''}`;
  const head = columns.map((column) => {
    const node = sorted ? sortingHead(table, column) : element('th', { textContent: column.name });
    node.className = classOf(column);
    return withAttributes(node, { scope: 'col' });
  });
  const isPieces = params.pieces !== undefined;
  const body = rows.map((row) => {
    const bar = element('i', { className: row[measure] < 0 ? 'against' : '' });
    bar.style.width = `${(100 * Math.abs(row[measure] ?? 0)) / strongest}%`;
    const found = { ...sliceIn(params), ...(isPieces ? { token: row.token } : { word: row.token }), ...(row.count === 0 ? { label: null, predicted: null } : {}) };
    const texts = columns.map(({ key, text }) => text(row[key], row));
    const besides = columns.map(({ beside }) => beside?.(row) ?? '');
    const rest = columns.flatMap((column, place) => {
      const further = [isLesser(column) ? texts[place] : '', besides[place]].filter((text) => text !== '');
      return further.length > 0 ? [`${column.name} ${further.join(' ')}`] : [];
    }).join(' · ');
    const name = withAttributes(element('th', {}, link(at('/examples', found), shortName(row.token, 40)), bar, element('small', { className: 'rest', textContent: rest })), { scope: 'row' });
    const cells = columns.map((column, place) => element('td', { className: classOf(column) }, texts[place], ...(besides[place] ? [element('span', { className: 'beside', textContent: ` ${besides[place]}` })] : [])));
    const isChance = row.q !== null && row.q !== undefined && row.q >= 0.05;
    const spread = sorted ? [element('td', { className: 'opens' }, withAttributes(button('▸', (event) => openSpread(event.currentTarget, facts, params, row.token), 'plain'), { 'aria-label': `How ${row.token} is spread`, 'aria-expanded': 'false' }))] : [];
    return element('tr', { className: isChance ? 'chance' : '' }, name, ...cells, ...spread);
  });
  const first = withAttributes(element('th', { textContent: isPieces ? 'piece' : 'word' }), { scope: 'col' });
  return element('table', { className: sorted ? 'words' : '' }, element('thead', {}, element('tr', {}, first, ...head, ...(sorted ? [element('td')] : []))), element('tbody', {}, ...body));
}

/* How the scores of a word are spread, and where they are largest, in a row below it. */
async function openSpread(opener, facts, params, token) {
  const row = opener.closest('tr');
  const isOpen = opener.getAttribute('aria-expanded') === 'true';
  opener.setAttribute('aria-expanded', String(!isOpen));
  opener.textContent = isOpen ? '▸' : '▾';
  if (isOpen) { row.nextSibling.remove(); return; }
  const box = element('div', { className: 'spread' });
  row.after(element('tr', { className: 'below' }, element('td', { colSpan: row.cells.length }, box)));
  const asked = { store: facts.name, token, words: params.pieces === undefined, k: 5, ...sliceOf(params), ...scoresIn(params) };
  await fill(box, current.signal, `Looking for ${token}`, async () => spreadOf(params, (await ask('tokens', asked, current.signal)).data));
}

function spreadOf(params, data) {
  const [low, high] = [Math.min(0, data.min), Math.max(0, data.max)];
  const x = (score) => ((100 * (score - low)) / Math.max(high - low, 1e-12)).toFixed(2);
  const rows = data.labels.slice(0, 9).map((one) => {
    const text = `lowest ${one.min.toFixed(3)}, quartiles ${one.lower_quartile.toFixed(3)}, ${one.median.toFixed(3)}, ${one.upper_quartile.toFixed(3)}, highest ${one.max.toFixed(3)}`;
    const drawing = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': text, class: 'box' }, svg('title', {}, text),
      svg('line', { x1: x(one.min), x2: x(one.max), y1: 5, y2: 5 }),
      svg('rect', { class: 'right', x: x(one.lower_quartile), y: 1, width: Math.max(0.3, x(one.upper_quartile) - x(one.lower_quartile)), height: 8 }),
      svg('line', { class: 'median', x1: x(one.median), x2: x(one.median), y1: 0, y2: 10 }));
    return element('tr', {}, withAttributes(element('th', {}, shortName(one.label, 24), ' → ', shortName(one.predicted, 24)), { scope: 'row' }), element('td', { textContent: grouped(one.count) }),
      element('td', { textContent: one.mean.toFixed(3) }), element('td', { className: 'drawn' }, drawing));
  });
  const head = ['gold → predicted', 'times', 'mean', 'lowest, quartiles, highest'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  const strongest = data.strongest.flatMap(({ example, score }, place) => [...(place ? [' · '] : []), link(at('/example', { id: example }), isolated(example)), ` ${score.toFixed(3)}`]);
  return [element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)), paragraph('hint', 'Strongest in ', ...strongest)];
}
