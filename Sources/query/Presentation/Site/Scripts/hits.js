'use strict';

/* The examples that a list asks for, a few at a time: `more()` gives the next ones, which may be none, and `isAtEnd` tells whether there are others.
   `isInOrder` is said of a list in the order of the corpus: then each answer ends the search, and what the server goes through on the way is not
   counted. */
function makeHits({ facts, params, asked, size, isInOrder, signal }) {
  const question = { ...asked, k: size };
  // A slice of a large store is searched in runs of rows, each four times as long as the last: hits are there as they are found. Ids have an index.
  const isSearch = Object.keys(sliceOf(params)).length > 0 && params.rows === undefined && params.ids === undefined;
  if (isInOrder && isLarge(facts) && isSearch) return makeRuns(facts, question, signal);
  const place = isInOrder ? 'after' : 'skip';
  let next = null;
  const hits = {
    isAtEnd: false,
    async more() {
      const { data, remarks, next: following } = await ask('examples', { ...question, 'no-count': isInOrder, [place]: next }, signal);
      next = following;
      hits.isAtEnd = next === null;
      return { examples: data.examples, count: data.count, remarks };
    },
  };
  return hits;
}

/* `last` is the last row of the first run. */
function makeRuns(facts, question, signal, last = rowsOfLook) {
  let [first, next] = [0, null];
  const hits = {
    isAtEnd: false,
    async more() {
      const isLast = last >= facts.info.examples;
      const rows = `${first > 0 ? first : ''}..${isLast ? '' : last}`;
      let found = { data: { examples: [] }, remarks: [], next: null };
      try {
        found = await ask('examples', { ...question, rows: rows === '..' ? null : rows, 'no-count': true, after: next }, signal);
      } catch (error) {
        // No hit among these rows.
        if (error.status !== 404) throw error;
      }
      ({ next } = found);
      if (next === null) {
        hits.isAtEnd = isLast;
        [first, last] = [last + 1, last + 4 * (last - Math.max(first - 1, 0))];
      }
      return { examples: found.data.examples, count: null, remarks: found.remarks };
    },
  };
  return hits;
}
