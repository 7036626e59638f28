'use strict';

/* An answer that the server refuses, in its own sentence; `status` is 404 where nothing matches, and 0 where there is no answer at all. */
class Refusal extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/* The query of an address: lists are repeated, null and '' are left out, true is 1. */
function queryOf(params) {
  const query = new URLSearchParams();
  Object.entries(params).forEach(([name, value]) => {
    [value].flat().forEach((one) => {
      if (one === undefined || one === null || one === '' || one === false) return;
      query.append(name, one === true ? '1' : String(one));
    });
  });
  return query.toString();
}

const sentence = (text) => text.slice(0, 1).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');

/* What the options of commands that are no filters are called on pages. */
const namesOfControls = {
  contains: 'Search', label: 'gold', predicted: 'predicted', where: 'kept column', sort: 'Sort by', by: 'Sort by', ascending: 'lowest first',
  versus: 'against', 'fold-copies': 'near copies count once', 'min-count': 'texts at least', method: 'Scores by', class: 'for', 'max-confidence': 'confidence to',
};

/* What an option is called on pages, and how its value is written, where that is not plain. */
function controlOf(option) {
  const { label = option, hint } = plainFilters.find(({ name }) => name === option) ?? {};
  return { name: `“${namesOfControls[option] ?? label}”`, hint };
}

/* A sentence of the server, which speaks to a command line, in the words of the controls of a page. What is quoted is the reader's own. */
function inWordsOfPages(text) {
  const plain = text
    .replace(/^The value '(.*)' is invalid for '--([a-z-]+) <[a-z.]+>'(?=$|\. Please)/, (_, value, option) => {
      const { name, hint } = controlOf(option);
      return `'${value}' is no value of ${name}${hint ? `, which is written as in ${hint}` : ''}`;
    })
    .replace(/^Value to be set with flag '--([a-z-]+)' had already been set with flag '--([a-z-]+)'$/, (_, one, other) => `${controlOf(other).name} and ${controlOf(one).name} exclude each other`)
    .replace(/; --min-count 1 ranks all of them$/, '; 1 in “texts at least” ranks all of them')
    .replace(/: --distinct counts the distinct texts of each token$/, '')
    .replace(/--versus, --fold-copies, --distinct or --include-special(?=\.?$)/, '--versus or --fold-copies')
    .replace(/; --token finds a token$/, '; “piece” among the filters finds a piece of the vocabulary')
    .replace(/; (lower --ratio|the options of a slice begin) .*$/, '')
    .replace(/(, as in:? --method|: add --sort)\b.*$/, '');
  // A sentence may name a program, whose options these then are.
  if (/globenc-(index|query)/.test(plain)) return plain;
  return plain.split(/((?<!\w)'.*?'(?!\w)|"[^"]*")/).map((part, place) => (place % 2 === 1 ? part : part.replace(/(^|[ (])--([a-z-]+)/g, (_, before, option) => before + controlOf(option).name))).join('');
}

/* A question without an answer, or one that is refused, is no error of the page: for a page the server tells its status in a header, so that the browser's console stays
   free of it. */
async function answerOf(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { ...options.headers, 'Globenc-Quiet': '1' } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal('The server gives no answer: is globenc-index serve still running?');
  }
  let data;
  try {
    data = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(`The answer was broken off, or is no JSON (status ${response.status}).`);
  }
  const status = Number(response.headers.get('Globenc-Status') ?? response.status);
  if (status >= 400) throw new Refusal(sentence(inWordsOfPages(String(data?.error ?? `The server answered with status ${status}`))), status);
  return { data, remarks: remarksOf(response), next: nextOf(response) };
}

/* Where the next page of a listing begins; null where there is none. */
function nextOf(response) {
  const next = response.headers.get('Globenc-Next');
  return next === null ? null : decodeURIComponent(next);
}

/* What the command would have said on standard error. */
function remarksOf(response) {
  const text = response.headers.get('Globenc-Remarks');
  if (!text) return [];
  try { return JSON.parse(decodeURIComponent(text)).map((remark) => sentence(inWordsOfPages(String(remark)))); } catch { return []; }
}

/* An answer about a store, or of the model where `store` is undefined. Until it is there, its question has a name, which is noted. */
async function namedAnswerOf(path, store, { headers, ...options }) {
  const number = `${Date.now()}.${Math.random()}`;
  const questions = asking;
  questions?.set(number, store);
  try {
    return await answerOf(path, { ...options, headers: { ...headers, 'Globenc-Ask': number } });
  } finally {
    questions?.delete(number);
  }
}

/* GET /api/NAME; `params` are the long options of the command of that name. */
async function ask(name, params = {}, signal = undefined) {
  const query = queryOf(params);
  return namedAnswerOf(`/api/${name}${query && '?'}${query}`, params.store, { signal });
}

/* Where the names of questions are noted, with those of their stores, until they have their answers. */
let asking = null;

/* What `task` gives; the questions that it asks at once are noted in a map. */
function noting(questions, task) {
  asking = questions;
  try { return task(); } finally { asking = null; }
}

/* How far the server is with the text of these questions that it explains, or else with the one that has gone through the examples for the longest time, or else
   that they wait for others; null where nothing is known. */
async function progress(questions) {
  const answers = await Promise.all([...questions].map(async ([number, store]) => {
    const { data } = await answerOf(`/api/progress?ask=${number}`);
    return { ...data, store };
  }));
  const begun = answers.filter((one) => !one.waiting);
  const explanation = begun.find(({ steps }) => steps !== null);
  if (explanation) return explanation;
  const first = begun.filter(({ scan }) => scan > 0).sort((a, b) => b.scan - a.scan || b.examples - a.examples)[0];
  if (first) return { ...first, of: (await askOnce('info', { store: first.store })).data.examples };
  return answers.find((one) => one.waiting) ?? null;
}

/* Answers that several pages need, kept for half a minute: an indexer may be writing meanwhile. */
const kept = new Map();
const keptFor = 30_000;

function askOnce(name, params = {}) {
  const key = `${name}?${queryOf(params)}`;
  const known = kept.get(key);
  if (known && Date.now() - known.since < keptFor) return known.answer;
  const answer = ask(name, params);
  kept.set(key, { answer, since: Date.now() });
  answer.catch(() => kept.delete(key));
  if (kept.size > 60) kept.delete(kept.keys().next().value);
  return answer;
}

/* POST /api/explain: the JSON of `top --example`, with every token or word, its text, and what else `globenc-index explain --json` says. */
async function explain({ text, pair, method, className, words }, signal) {
  const body = { text, ...paramsOfMethod(method), words };
  if (pair !== null) body.pair = pair;
  if (className !== undefined) body.class = className;
  const options = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal };
  const { data, remarks } = await namedAnswerOf('/api/explain', undefined, options);
  return { answer: { ...data, text, pair }, remarks };
}

/* So many requests for cards run at a time; those of what is in view come first, because they are asked for first. */
const atOnce = 4;
const turns = { running: 0, waiting: [] };

async function inTurn(task, signal) {
  if (turns.running >= atOnce) await new Promise((go) => { turns.waiting.push(go); });
  turns.running += 1;
  try {
    signal.throwIfAborted();
    return await task();
  } finally {
    turns.running -= 1;
    turns.waiting.shift()?.();
  }
}
