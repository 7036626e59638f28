'use strict';

/* The filters of a slice: what the options of the commands are called, and how they are shown. */
const plainFilters = [
  { name: 'min-confidence', label: 'confidence from', kind: 'number', step: 0.01, chip: (value) => `confidence of at least ${value}` },
  { name: 'max-confidence', label: 'to', kind: 'number', step: 0.01, chip: (value) => `confidence of at most ${value}` },
  { name: 'length', label: 'tokens', kind: 'text', hint: '10..20', chip: (value) => `length ${value}` },
  { name: 'rows', label: 'rows', kind: 'text', hint: '..10000', chip: (value) => `rows ${value}` },
  { name: 'word', label: 'word', kind: 'text', chip: (value) => ['word ', isolated(value, 'b')] },
  { name: 'token', label: 'piece', kind: 'text', hint: '##ing', chip: (value) => ['piece ', isolated(value, 'b')] },
  { name: 'in-top', label: 'among the strongest', kind: 'number', step: 1, chip: (value) => `among the ${value} strongest` },
];

const outcomes = [['', 'right or wrong'], ['misclassified', 'misclassified'], ['correct', 'correct']];
const signs = ['=', '!=', '<', '<=', '>', '>='];

/* A condition on a kept column, as --where has it: a value in double quotes is taken as it stands. */
function conditionOf(column, sign, value) {
  const isPlain = !/[|"]/.test(value) && value.trim() === value && !/^[=<>!]/.test(value);
  return `${column}${sign}${isPlain || !['=', '!='].includes(sign) ? value : `"${value.replaceAll('"', '""')}"`}`;
}

/* The controls of a slice. `fill(facts, params)` shows what the address says; each change changes the address. */
function makeFilters({ withSearch = true } = {}) {
  const search = element('input', { type: 'search', id: 'contains', placeholder: 'part of a text', autocomplete: 'off', spellcheck: false });
  let timer;
  search.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => goWith({ contains: search.value, after: null }, { replace: true }), 250);
  });
  search.addEventListener('compositionend', () => goWith({ contains: search.value }, { replace: true }));
  const gold = chooser('gold', 'gold', [], (value) => goWith({ label: value }));
  const predicted = chooser('predicted', 'predicted', [], (value) => goWith({ predicted: value }));
  const outcome = chooser('show', 'outcome', outcomes, (value) => {
    goWith({ misclassified: value === 'misclassified', correct: value === 'correct' });
  });
  const fields = plainFilters.map(makeField);
  const truncated = checkbox('cut off at the maximum length', 'truncated', (isOn) => goWith({ truncated: isOn }));
  const where = makeCondition();
  const ids = makeIDs();
  const more = element('details', { className: 'more' }, element('summary', { textContent: 'More filters' }),
    element('div', { className: 'fields' }, ...fields.map(({ node }) => node), ids, truncated, where.node));
  const chips = withAttributes(element('p', { className: 'chips' }), { 'aria-label': 'Filters in force' });
  const main = [...(withSearch ? [element('label', { className: 'grow' }, 'Search ', search)] : []), gold, predicted, outcome];
  const form = withAttributes(element('form', { className: 'tools' }, ...main), { role: 'search', 'aria-label': 'Slice of the examples' });
  form.addEventListener('submit', (event) => event.preventDefault());
  const fillLabels = (facts, params) => {
    const known = [...new Set([...facts.classes, ...(facts.info.labels ?? []).flatMap(({ label }) => (label === null ? [] : [label]))])];
    const any = ['', 'any'];
    refill(gold.querySelector('select'), [any, ...known.map((name) => [name, name])], params.label ?? '');
    refill(predicted.querySelector('select'), [any, ...facts.classes.map((name) => [name, name])], params.predicted ?? '');
    gold.hidden = !facts.hasGold;
    predicted.hidden = !facts.haveClasses;
    outcome.hidden = !facts.isJudged;
    outcome.querySelector('select').value = params.misclassified ? 'misclassified' : params.correct ? 'correct' : '';
  };
  return {
    node: form, chips, more,
    /* Lets neither right nor wrong predictions be chosen alone, and says why; '' lets either. */
    lockOutcome(why) {
      const select = outcome.querySelector('select');
      [...select.options].forEach((one) => { one.disabled = why !== '' && one.value !== ''; });
      select.title = why;
    },
    fill(facts, params) {
      if (document.activeElement !== search) search.value = params.contains ?? '';
      fillLabels(facts, params);
      fields.forEach((field) => field.fill(params));
      truncated.firstChild.checked = params.truncated === '1';
      where.fill(facts);
      chips.replaceChildren(...chipsOf(params, { withSearch }));
      chips.hidden = chips.childElementCount === 0;
    },
  };
}

function makeField({ name, label, kind, step, hint }) {
  const input = element('input', { type: kind, id: `filter-${name}`, placeholder: hint ?? '', autocomplete: 'off', spellcheck: false });
  if (kind === 'number') Object.assign(input, { step, min: step === 1 ? 1 : 0, max: step === 1 ? '' : 1 });
  input.addEventListener('change', () => { if (input.checkValidity()) goWith({ [name]: input.value }); });
  // A form without a button is not submitted by Enter where it has several fields.
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); input.blur(); input.focus(); } });
  const node = element('label', {}, `${label} `, input);
  return {
    node,
    fill(params) {
      input.value = params[name] ?? '';
      if (name === 'in-top') node.hidden = params.word === undefined && params.token === undefined;
    },
  };
}

/* The id of an example; several are chosen one after the other. */
function makeIDs() {
  const input = element('input', { type: 'text', id: 'filter-id', autocomplete: 'off', spellcheck: false });
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); input.blur(); input.focus(); } });
  input.addEventListener('change', () => {
    const { ids = [] } = here();
    if (input.value !== '' && !ids.includes(input.value)) goWith({ ids: [...ids, input.value] });
    input.value = '';
  });
  return element('label', {}, 'id ', input);
}

/* Column, sign and value: a further condition on a kept column. */
function makeCondition() {
  const column = element('select', { id: 'where-column', ariaLabel: 'kept column' });
  const sign = element('select', { id: 'where-sign', ariaLabel: 'comparison' });
  sign.append(...signs.map((one) => element('option', { value: one, textContent: { '!=': '≠', '<=': '≤', '>=': '≥' }[one] ?? one })));
  const value = element('input', { type: 'text', id: 'where-value', ariaLabel: 'value', autocomplete: 'off', spellcheck: false });
  const add = () => {
    goWith({ where: [...(here().where ?? []), conditionOf(column.value, sign.value, value.value)] });
    value.value = '';
  };
  value.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); add(); } });
  const node = element('span', { className: 'condition' }, column, sign, value, button('Add', add));
  return {
    node,
    fill(facts) {
      node.hidden = facts.columns.length === 0;
      if (facts.columns.length !== column.options.length) refill(column, facts.columns.map((name) => [name, name]), facts.columns[0]);
    },
  };
}

/* What is in force, each with a button that takes it back. */
function chipsOf(params, { withSearch }) {
  const chip = (parts, changes) => {
    const node = element('button', { type: 'button', className: 'choice' }, ...[parts].flat(), ' ✕');
    node.setAttribute('aria-label', `Take back: ${[parts].flat().map((part) => part.textContent ?? part).join('')}`);
    node.addEventListener('click', () => { goWith(changes); byID('content').focus({ preventScroll: true }); });
    return node;
  };
  const chips = [];
  if (!withSearch && params.contains) chips.push(chip(['text with ', isolated(params.contains, 'b')], { contains: null }));
  plainFilters.forEach(({ name, chip: text }) => {
    if (params[name] === undefined) return;
    const isLast = (name === 'word' && !params.token) || (name === 'token' && !params.word);
    chips.push(chip(text(params[name]), { [name]: null, ...(isLast ? { 'in-top': null } : {}) }));
  });
  if (params.truncated) chips.push(chip('cut off', { truncated: null }));
  (params.where ?? []).forEach((one, place) => chips.push(chip(isolated(one, 'b'), { where: params.where.filter((_, other) => other !== place) })));
  (params.ids ?? []).forEach((id) => chips.push(chip(['id ', isolated(id, 'b')], { ids: params.ids.filter((other) => other !== id) })));
  if (params.like) chips.push(chip(['like ', isolated(params.like, 'b')], { like: null }));
  if (chips.length > 1) {
    const all = [...plainFilters.map(({ name }) => name), 'truncated', 'where', 'ids', 'like'];
    chips.push(button('Clear all', () => goWith(Object.fromEntries(all.map((name) => [name, null]))), 'plain'));
  }
  return chips;
}
