'use strict';

/* The lists that choose whose scores are shown, for which class, and of words or pieces. Their state is in the address. */
function makePicker() {
  const method = chooser('Scores by', 'scores-method', [], (value) => {
    const { method: name, aggregate } = picker.facts.methods[Number(value)];
    goWith({ method: name, aggregate });
  });
  const className = chooser('for', 'scores-class', [], (value) => goWith({ class: value === 'predicted' ? null : value }));
  const units = chooser('of', 'scores-units', [['words', 'words'], ['pieces', 'pieces of the vocabulary']], (value) => {
    goWith({ pieces: value === 'pieces' ? '1' : null });
  });
  const meaning = withAttributes(paragraph('meaning'), { role: 'status' });
  const form = withAttributes(element('form', { className: 'picker' }, method, className, units), { 'aria-label': 'Scores' });
  form.addEventListener('submit', (event) => event.preventDefault());
  const picker = { node: form, meaning, facts: null };
  picker.fill = (facts, params, context) => {
    picker.facts = facts;
    refill(method.querySelector('select'), facts.methods.map((one, place) => [String(place), nameOfMethod(one)]), String(context.shown.method));
    method.hidden = facts.methods.length < 2;
    const chosen = facts.methods[context.shown.method];
    const names = chosen.classes?.length > 0 ? chosen.classes : facts.classes;
    const choices = [['predicted', 'each text’s predicted class'], ...(facts.hasGold && !facts.hasSets ? [['gold', 'each text’s gold class']] : [])];
    refill(className.querySelector('select'), [...choices, ...names.map((name) => [name, name])], params.class ?? 'predicted');
    className.hidden = !chosen.signed || !facts.haveClasses;
    units.querySelector('select').value = params.pieces === undefined ? 'words' : 'pieces';
    meaning.replaceChildren(...context.lacks.map((one) => `${one} `), ...meaningOf(facts, chosen));
  };
  return picker;
}

function meaningOf(facts, method) {
  if (!method.signed) return ['These scores say how much, not for which class.'];
  return facts.haveClasses
    ? ['Orange speaks for ', isolated(classPhrase()), ', blue against it, in logits.'] : ['Orange raises the value of the model, blue lowers it.'];
}

/* The legend of the colours, with the places that `showScale` fills. */
function makeLegend() {
  const ramp = (letter, from, step) => {
    const shades = Array.from({ length: page.levels + 1 }, (_, place) => element('span', { className: `${letter}${from + step * place}` }));
    return withAttributes(element('span', { className: 'ramp' }, ...shades), { 'aria-hidden': 'true' });
  };
  const against = ramp('k', page.levels, -1);
  Object.assign(against, { id: 'ramp-against', hidden: true });
  return element('p', { className: 'legend' }, element('span', { id: 'scale-start' }),
    element('span', { className: 'ramps' }, against, ramp('h', 0, 1)), element('span', { id: 'scale-end' }));
}
