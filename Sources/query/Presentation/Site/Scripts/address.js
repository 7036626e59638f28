'use strict';

/* What every link takes along: the store, and whose scores are looked at. */
const carried = ['store', 'method', 'aggregate', 'class', 'pieces'];

/* The parameters that may be repeated. */
const listNames = ['where', 'out', 'ids'];

/* The parameters that are on or off; "0" and "false" say off, as in the API. */
const flagNames = ['misclassified', 'correct', 'truncated', 'ascending'];

/* The parameters of an address as an object: a text each, a list for those that may be repeated. */
function paramsOf(search) {
  const params = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (value === '' || (flagNames.includes(name) && /^(0|false)$/.test(value))) continue;
    if (listNames.includes(name)) params[name] = [...(params[name] ?? []), value];
    else params[name] = value;
  }
  return params;
}

/* The whole number from `first` to `last` that a parameter names; `usual` where it names none. */
function numberIn(text, { first = 0, last, usual = first }) {
  const number = Number(text);
  return text !== undefined && Number.isSafeInteger(number) && number >= first ? Math.min(number, last) : usual;
}

const here = () => paramsOf(window.location.search);

function pick(params, names) {
  return Object.fromEntries(names.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]));
}

/* An address of the site. */
function addressOf(path, params = {}) {
  const query = queryOf(params);
  return query ? `${path}?${query}` : path;
}

/* A link to another page, with the store and the scores of this one. */
const at = (path, params = {}) => addressOf(path, { ...pick(here(), carried), ...params });

/* Called by the cards. */
const linkTo = (id) => at('/example', { id });
const linked = () => undefined;

/* The options of a slice, as the commands name them; --id is `ids` in an address, in which `id` is the example of a page. */
const sliceNames = [
  'label', 'predicted', 'misclassified', 'correct', 'min-confidence', 'max-confidence', 'contains', 'where', 'token', 'word', 'in-top',
  'truncated', 'length', 'rows',
];
const sliceOf = (params) => ({ ...pick(params, sliceNames), ...(params.ids ? { id: params.ids } : {}) });

/* The parameters of an address that are its slice. */
const sliceIn = (params) => pick(params, [...sliceNames, 'ids']);
const scoresIn = (params) => pick(params, ['method', 'aggregate', 'class']);
