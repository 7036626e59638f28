'use strict';

/* The examples that a list asks for, a few at a time: `more()` gives the next ones, which may be none, and `isAtEnd` tells whether there are others.
   Where `more()` fails, it may be called again. `isInOrder` is said of a list in the order of the corpus: then each answer ends the search, and what
   the server goes through on the way is not counted. */
function makeHits({ facts, params, asked, size, isInOrder, signal }) {
  const question = { ...asked, k: size };
  if (isInOrder && isSearched(facts, params)) return makeRuns(facts, question, signal);
  if (!isInOrder) return makeSorted(question, size, signal);
  let next = null;
  const hits = {
    isAtEnd: false,
    async more() {
      const { data, remarks, next: following } = await ask('examples', { ...question, 'no-count': true, after: next }, signal);
      next = following;
      hits.isAtEnd = next === null;
      return { examples: data.examples, count: data.count, remarks };
    },
  };
  return hits;
}

/* The hits of another order than the corpus'. The server goes through all examples for each answer, so that behind the first one an answer has ten
   times as many, which are given out bit by bit. */
function makeSorted(question, size, signal) {
  let waiting = [];
  let next = null;
  const hits = {
    isAtEnd: false,
    async more() {
      let answer = { data: {}, remarks: [] };
      if (waiting.length === 0) {
        answer = await ask('examples', { ...question, k: next === null ? size : 10 * size, after: next }, signal);
        next = answer.next;
        waiting = answer.data.examples;
      }
      const examples = waiting.splice(0, size);
      hits.isAtEnd = waiting.length === 0 && next === null;
      return { examples, count: answer.data.count ?? null, remarks: answer.remarks };
    },
  };
  return hits;
}

/* Whether a slice of a large store is searched in runs of rows, so that hits are there as they are found. Ids have an index. */
function isSearched(facts, params) {
  return isLarge(facts) && Object.keys(sliceOf(params)).length > 0 && params.rows === undefined && params.ids === undefined;
}

/* The hits of runs of rows, each four times as long as the one before; `last` is the last row of the first run. */
function makeRuns(facts, question, signal, last = rowsOfLook) {
  let run = { first: 0, last, next: null };
  const hits = {
    isAtEnd: false,
    async more() {
      const { first, last: end, next } = run;
      // Rows may be left out of a corpus, or added to it meanwhile.
      const isLast = end >= facts.info.examples;
      const rows = `${first > 0 ? first : ''}..${isLast ? '' : end}`;
      let found = { data: { examples: [] }, remarks: [], next: null };
      try {
        found = await ask('examples', { ...question, rows: rows === '..' ? null : rows, 'no-count': true, after: next }, signal);
      } catch (error) {
        // There is no hit among these rows. Behind a hit, the same status says that the hit is gone.
        if (error.status !== 404 || next !== null) throw error;
      }
      if (found.next !== null) run = { first, last: end, next: found.next };
      else if (isLast) hits.isAtEnd = true;
      else run = { first: end + 1, last: end + 4 * (end - Math.max(first - 1, 0)), next: null };
      return { examples: found.data.examples, count: null, remarks: found.remarks };
    },
  };
  return hits;
}
