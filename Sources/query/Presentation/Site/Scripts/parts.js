'use strict';

/* An element with attributes, such as aria-label, beside its properties. */
function withAttributes(node, attributes) {
  Object.entries(attributes).forEach(([name, value]) => { if (value !== null && value !== undefined) node.setAttribute(name, value); });
  return node;
}

function svg(name, attributes = {}, ...children) {
  const node = withAttributes(document.createElementNS('http://www.w3.org/2000/svg', name), attributes);
  node.append(...children);
  return node;
}

const link = (href, ...children) => element('a', { href }, ...children);
const paragraph = (className, ...children) => element('p', { className }, ...children);

function panel(title, ...children) {
  return element('section', { className: 'panel' }, element('h3', {}, ...[title].flat()), ...children);
}

function button(text, onClick, className = '') {
  const node = element('button', { type: 'button', textContent: text, className });
  node.addEventListener('click', onClick);
  return node;
}

/* A labelled list of choices: pairs of value and name. */
function chooser(label, id, choices, onChange) {
  const select = element('select', { id }, ...choices.map(([value, name]) => element('option', { value, textContent: name })));
  select.addEventListener('change', () => onChange(select.value));
  return element('label', {}, `${label} `, select);
}

/* Puts other choices in a list. */
function refill(select, choices, value) {
  select.replaceChildren(...choices.map(([one, name]) => element('option', { value: one, textContent: name })));
  select.value = value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

function checkbox(label, id, onChange) {
  const box = element('input', { type: 'checkbox', id });
  box.addEventListener('change', () => onChange(box.checked));
  return element('label', { className: 'check' }, box, ` ${label}`);
}

const notes = (remarks) => remarks.map((remark) => paragraph('note', remark));

const grouped = (count) => count.toLocaleString('en');
const counted = (count, noun, plural = `${noun}s`) => `${grouped(count)} ${count === 1 ? noun : plural}`;
const shareText = (share) => (share === null || share === undefined ? '' : percent(hundredths(share)));

function intervalText(interval) {
  if (!interval) return '';
  return interval.map((share) => percent(hundredths(share)).replace('\u00A0%', '')).join('–') + '\u00A0%';
}

/* A name cut to a readable length; the whole is its title. */
function shortName(name, longest = 60) {
  if (name === null || name === undefined) return element('span', { className: 'absent', textContent: '(none)' });
  const letters = Array.from(name);
  if (letters.length <= longest) return isolated(name);
  const end = Math.floor(longest / 3);
  return element('bdi', { textContent: `${letters.slice(0, longest - 1 - end).join('')}…${letters.slice(-end).join('')}`, title: name });
}

/* A sentence on what the session lacks, and the command that brings it. */
function lack(text, command) {
  return element('div', { className: 'lack' }, paragraph('', text), ...(command ? [element('pre', {}, element('code', { textContent: command }))] : []));
}

/* Another try helps where the server gave no answer or failed itself, but not where it refuses the question: it would refuse it again. */
function failureOf(error, again) {
  const box = withAttributes(element('div', { className: 'failure' }, paragraph('', error.message)), { role: 'alert' });
  if (error.status === 0 || error.status >= 500) box.append(button('Try again', again));
  return box;
}

/* How far the server is with an answer, behind the time. */
function progressText({ waiting: isWaiting, scan, examples, steps, of }) {
  if (isWaiting) return ', waits for others';
  if (steps !== null) return `, step ${grouped(steps)} of ${grouped(of)}`;
  return `, ${grouped(examples)} of ${counted(of, 'example')} read${scan > 1 ? `, pass ${scan}` : ''}`;
}

/* How far the server is, for screen readers, which do not tell it unless they are asked; hidden where that is not known. */
function makeProgressBar(label) {
  const bar = withAttributes(element('span', { className: 'offstage', hidden: true }), { role: 'progressbar', 'aria-live': 'off', 'aria-label': label, 'aria-valuemin': 0 });
  return {
    node: bar,
    fill(known) {
      bar.hidden = known === null || known.waiting === true;
      if (!bar.hidden) withAttributes(bar, { 'aria-valuenow': known.steps ?? known.examples, 'aria-valuemax': known.of });
    },
  };
}

/* What is shown while an answer is awaited: where it takes more than a second, the time, and how many examples the server has read, or steps of an explanation it
   has done, for these questions. A screen reader hears the label alone, and finds a bar of what is known. */
function waiting(label, questions = new Map()) {
  const bar = makeProgressBar(label);
  const seconds = withAttributes(element('span', { className: 'seconds' }), { 'aria-hidden': 'true' });
  const box = withAttributes(element('div', { className: 'waiting' }, element('i'), element('span', { textContent: label }), seconds, bar.node), { role: 'status' });
  const begun = Date.now();
  const timer = setInterval(async () => {
    const time = Math.round((Date.now() - begun) / 1000);
    if (!box.isConnected && time > 2) {
      clearInterval(timer);
      return;
    }
    let known = null;
    try {
      known = await progress(questions);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
    seconds.textContent = ` ${time} s${known ? progressText(known) : ''}`;
    bar.fill(known);
  }, 1000);
  return box;
}

/* Puts nodes in a box in place of others. A focus stays on what has the same `data-stays`, so that the next Tab goes on from there. */
function putIn(box, ...nodes) {
  const focused = document.activeElement;
  const name = box.contains(focused) ? focused.dataset.stays : undefined;
  box.replaceChildren(...nodes);
  if (name !== undefined) [...box.querySelectorAll('[data-stays]')].find(({ dataset }) => dataset.stays === name)?.focus({ preventScroll: true });
}

/* Fills a box with the nodes that `task` gives; until then what was in it is dimmed, or, after a moment, the reader is told to wait. `look`
   gives the nodes of an answer that is sooner there, about a part of the examples, which are shown until then. */
async function fill(box, signal, label, task, look = null) {
  box.setAttribute('aria-busy', 'true');
  let isDone = false;
  const questions = new Map();
  const tell = () => { if (!box.querySelector(':scope > .waiting')) box.prepend(waiting(label, questions)); };
  const timer = setTimeout(tell, 200);
  look?.().then((nodes) => {
    if (isDone || signal.aborted) return;
    putIn(box, element('div', { className: 'look' }, ...nodes));
    tell();
  }, (error) => { if (!(error instanceof Refusal) && error.name !== 'AbortError') throw error; });
  try {
    const nodes = await noting(questions, task);
    isDone = true;
    signal.throwIfAborted();
    putIn(box, ...nodes);
    return true;
  } catch (error) {
    if (signal.aborted || error.name === 'AbortError') return false;
    if (!(error instanceof Refusal)) throw error;
    box.replaceChildren(failureOf(error, () => { if (!signal.aborted) fill(box, signal, label, task, look); }));
    return true;
  } finally {
    isDone = true;
    clearTimeout(timer);
    if (!signal.aborted) box.removeAttribute('aria-busy');
  }
}
