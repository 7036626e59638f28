'use strict';

/* Answers of the API in the form in which the cards read examples; ReportExample.swift says what each letter stands for. */

/* An example of a row of `examples`; its words come with its scores. */
function exampleOfRow(facts, row, place = 0) {
  const number = (label) => numberOf(facts.labels, label);
  const example = { id: row.example, o: place, n: row.tokens, x: [row.text ?? ''], u: [], row };
  if (row.pair !== null && row.pair !== undefined) example.x.push(row.pair);
  if (row.label !== null) example.g = number(row.label);
  if (row.predicted !== null) example.p = number(row.predicted);
  if (row.predicted_labels) {
    if (row.labels) example.gs = row.labels.map(number).sort((a, b) => a - b);
    example.ps = row.predicted_labels.map(number).sort((a, b) => a - b);
  }
  const golds = row.labels ?? (row.label === null ? [] : [row.label]);
  if (golds.some((label) => !facts.classes.includes(label))) example.f = 1;
  if (typeof row.confidence === 'number') example.c = row.confidence;
  if (typeof row.value === 'number') example.v = Number(row.value.toPrecision(5));
  if (facts.columns.length > 0) example.k = facts.columns.map((name) => keptValue(row, name));
  if (row.truncated) example.t = 1;
  return example;
}

/* A kept column that has the name of another one is kept_NAME. */
function keptValue(row, name) {
  const value = row[`kept_${name}`] !== undefined ? row[`kept_${name}`] : row[name];
  return value === null || value === undefined ? null : String(value);
}

/* Gives the UTF-16 place of a place in Unicode scalars. */
function placesIn(text) {
  const letters = Array.from(text);
  if (letters.length === text.length) return (place) => Math.min(place, text.length);
  const places = new Uint32Array(letters.length + 1);
  letters.forEach((letter, index) => { places[index + 1] = places[index] + letter.length; });
  return (place) => places[Math.min(place, letters.length)];
}

const templates = /^(\[(CLS|SEP)\]|<\/?s>)$/;

/* Where a store keeps no texts, the tokens make one. */
function textOfTokens(example, tokens) {
  example.x = tokens.some(({ segment }) => segment === 1) ? ['', ''] : [''];
  return tokens.map((token) => {
    if (templates.test(token.token)) return token;
    const before = example.x[token.segment];
    const start = before === '' ? 0 : before.length + 1;
    example.x[token.segment] = `${before}${before && ' '}${token.token}`;
    return { ...token, start, end: start + token.token.length, isPlaced: true };
  });
}

/* Lays the tokens or words of an answer of `top --example` into the texts. `groups` then has the tokens of each unit, and `firsts` the position
   of each unit's first token in the model's input. */
function layUnits(facts, example, answer) {
  let tokens = [...answer.tokens].sort((a, b) => a.position - b.position);
  if (example.row.text === null) tokens = textOfTokens(example, tokens);
  const places = example.x.map((text, segment) => (example.row.text === null ? (place) => place : placesIn(example.x[segment])));
  Object.assign(example, { u: [], groups: [], firsts: [], b: undefined });
  const ends = example.x.map(() => 0);
  let waitingTokens = [];
  let last = -1;
  tokens.forEach((token, index) => {
    const { segment } = token;
    const unit = example.groups.length;
    const isNew = (gap, length) => {
      if (segment === 1 && example.b === undefined) example.b = unit;
      example.u.push(gap, length);
      example.groups.push([...waitingTokens, index]);
      example.firsts.push(tokens[waitingTokens[0] ?? index].position);
      waitingTokens = [];
    };
    if (token.start === null) {
      isNew(-1, numberOf(facts.specials, token.token));
      last = -1;
      return;
    }
    const text = example.x[segment];
    let [start, end] = [places[segment](token.start), places[segment](token.end)];
    while (end > start + 1 && /\s/.test(text[start])) start += 1;
    while (end > start + 1 && /\s/.test(text[end - 1])) end -= 1;
    if (start >= end) waitingTokens.push(index);
    else if (last === segment && start < ends[segment]) {
      example.u[example.u.length - 1] += Math.max(0, end - ends[segment]);
      example.groups[unit - 1].push(...waitingTokens, index);
      waitingTokens = [];
      ends[segment] = Math.max(end, ends[segment]);
    } else {
      isNew(start - ends[segment], end - start);
      [ends[segment], last] = [end, segment];
    }
  });
  if (waitingTokens.length > 0 && example.groups.length > 0) example.groups[example.groups.length - 1].push(...waitingTokens);
  if (example.t) example.e = ends.flatMap((end, segment) => [0, example.x[segment].slice(end).trim() ? end : example.x[segment].length]);
  if (example.b === undefined) delete example.b;
  example.tokens = tokens;
}

/* Sums of single-precision numbers, one for each unit, as Swift computes them. */
const sumsOf = (example, scores) => example.groups.map((group) => group.reduce((sum, index) => sum + Math.fround(scores[index]), 0));

/* Hundredths of a logit as they are printed, and thousandths that round to them; LogitText.swift has the same rules. */
const logitHundredths = (score) => Math.round(Number(score.toFixed(2)) * 100);
function thousandths(score) {
  const whole = logitHundredths(score);
  return Math.min(Math.max(Math.round(score * 1000), 10 * whole - 5), 10 * whole + 4);
}

/* Terms that are equal to the logit as they are shown: the bias takes up to 3 hundredths. */
function sumTerms(tokens, bias, logit) {
  const [whole, part, sum] = [tokens, bias, logit].map(logitHundredths);
  const rest = sum - whole;
  return [whole, Math.abs(rest - part) <= 3 ? rest : part, sum];
}

/* Adds the scores of an answer to an example, in place of those of the same method and class. */
function addScores(facts, example, answer) {
  if (example.groups === undefined || example.tokens.length !== answer.tokens.length) layUnits(facts, example, answer);
  const isOf = (one) => one.method === answer.method && (one.aggregate ?? null) === (answer.aggregate ?? null);
  const method = facts.methods.findIndex(isOf);
  const scores = [...answer.tokens].sort((a, b) => a.position - b.position).map(({ score }) => score);
  const sums = sumsOf(example, scores);
  if (!facts.methods[method].signed) {
    const shares = sums.map(hundredths);
    if (method === facts.base) example.s = shares;
    setScores(example, { m: method, s: shares });
    return;
  }
  const part = { m: method, s: sums.map(thousandths) };
  if (answer.class !== null && answer.class !== undefined && facts.haveClasses) part.c = numberOf(facts.labels, answer.class);
  if (typeof answer.bias === 'number' && typeof answer.logit === 'number') {
    part.t = sumTerms(scores.reduce((sum, score) => sum + Math.fround(score), 0), answer.bias, answer.logit);
  }
  setScores(example, part);
}

function setScores(example, part) {
  example.a = [...(example.a ?? []).filter(({ m, c }) => m !== part.m || c !== part.c), part];
}

/* The example of an answer to a typed text. */
function exampleOfAnswer(facts, answer, id) {
  const row = {
    example: id, text: answer.text, pair: answer.pair ?? null, label: null, predicted: answer.predicted, confidence: answer.confidence,
    value: answer.value, tokens: answer.tokens.length, truncated: answer.truncated === true, labels: undefined,
  };
  if (answer.predicted_labels) row.predicted_labels = answer.predicted_labels;
  return exampleOfRow(facts, row);
}

/* Asks for the scores of an example that the context shows, unless it has them. */
async function loadScores(facts, context, example, params, signal) {
  const asked = { store: facts.name, id: example.id, words: params.pieces === undefined, ...scoresAsked(facts, context) };
  const key = queryOf(asked);
  example.loaded ??= new Set();
  if (example.loaded.has(key)) return [];
  const isOtherUnit = example.isWhole !== undefined && example.isWhole !== asked.words;
  const { data, remarks } = await ask('example', asked, signal);
  if (isOtherUnit) {
    example.loaded.clear();
    ['s', 'a', 'r', 'l', 'groups'].forEach((part) => delete example[part]);
  }
  example.isWhole = asked.words;
  addScores(facts, example, data);
  example.loaded.add(key);
  return remarks;
}

/* The row of `examples` of an id. */
async function rowOfID(facts, id, signal) {
  const { data } = await ask('examples', { store: facts.name, id, k: 1 }, signal);
  return exampleOfRow(facts, data.examples[0]);
}
