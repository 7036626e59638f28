'use strict';

/* What the scripts that the report has, too, read of a page. Each view of the site puts its own values in place with `enter`. */
const page = {
  labels: [], specials: [], columns: [], layers: 0, methods: [{ name: '', signed: false }], base: 0, rows: false, classes: true,
  judged: false, strongest: 8, levels: 12, opens: [0, 'predicted'], examples: [],
};

/* Puts the values of a view, or of one side of a comparison, in place, so that cards are painted with its scores. */
function enter(context) {
  Object.assign(page, context.page);
  Object.assign(shown, context.shown);
}

/* Runs `body` with the values of a view that may not be the one in sight any more. */
function within(context, body) {
  const before = { page: { ...page }, shown: { ...shown } };
  enter(context);
  try { return body(); } finally { enter(before); }
}
