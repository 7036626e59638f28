'use strict';

/* The scores that the page shows: those of a method by its number and, where it is signed, for a class: 'predicted', 'gold' or the number of a
   label. */
const shown = { method: page.opens[0], className: page.opens[1] };

const isSigned = () => page.methods[shown.method].signed;
/* Whether the page has what each word is made of, and layers. */
const hasRows = () => page.rows && shown.method === page.base;

/* The number of the class that an example's signed scores are to speak for; -1 in a model without classes, undefined where the example has none. */
function classOf(example) {
  if (!page.classes) return -1;
  if (shown.className === 'predicted') return example.p;
  return shown.className === 'gold' ? example.g : shown.className;
}

/* The shown scores of an example: `values`, one for each word, and `sum`, the terms of the logit. Null where the page has none. */
function scoresOf(example) {
  if (shown.method === page.base) return example.s ? { values: example.s } : null;
  const wanted = isSigned() ? classOf(example) : -1;
  const found = (example.a ?? []).find((other) => other.m === shown.method && (other.c ?? -1) === wanted);
  return found ? { values: found.s, sum: found.t } : null;
}

/* Hundredths of a logit with their sign; LogitText.swift has the same rules. */
const signed = (hundredths) => `${hundredths < 0 ? '-' : '+'}${(Math.abs(hundredths) / 100).toFixed(2)}`;

/* A score as a person reads it: thousandths of a logit, or hundredths of a percent. */
const scoreText = (score) => (isSigned() ? signed(Math.floor((score + 5) / 10)) : percent(score));

/* What the shown class is called, where it is not that of one example. */
function classPhrase() {
  return { predicted: 'the predicted class', gold: 'the gold class' }[shown.className] ?? page.labels[shown.className];
}

/* Why an example has no scores. */
function absenceOf(example) {
  const by = `no scores by ${page.methods[shown.method].name}`;
  if (!isSigned() || !page.classes) return [`This example has ${by}.`];
  const label = classOf(example);
  if (label === undefined) return [`This example has no ${shown.className === 'gold' ? 'single gold label' : 'predicted class'}, so ${by} for it.`];
  return [`This example has ${by} for `, isolated(page.labels[label], 'b'), '.'];
}
