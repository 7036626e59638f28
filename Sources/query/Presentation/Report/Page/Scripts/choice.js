'use strict';

/* Shows the rankings and explanations of the shown scores. */
function showScores() {
  byID('hint-signed').hidden = !isSigned();
  byID('hint-shares').hidden = isSigned();
  byID('hint-rows').hidden = !hasRows();
  const className = isSigned() ? String(shown.className) : '';
  const views = [...document.querySelectorAll('.view')];
  views.forEach((view) => { view.hidden = Number(view.dataset.method) !== shown.method || view.dataset.class !== className; });
  if (byID('no-ranking')) byID('no-ranking').hidden = views.some((view) => !view.hidden);
  showScale();
  if (!byID('scores')) return;
  byID('class-label').hidden = !isSigned() || !page.classes;
  const meaning = ['These scores say how much, not for which class.'];
  const meaningOfSigns = page.classes
    ? ['Orange speaks for ', isolated(classPhrase()), ', blue against it, in logits.'] : ['Orange raises the value of the model, blue lowers it.'];
  byID('meaning').replaceChildren(...(isSigned() ? meaningOfSigns : meaning));
}

/* Chooses other scores. */
function chooseScores() {
  const name = byID('class').value;
  shown.method = Number(byID('method').value);
  if (page.classes && name !== '') shown.className = /^\d+$/.test(name) ? Number(name) : name;
  showScores();
  [...list.children].forEach((node) => paint(cards.get(node)));
}

/* Makes the lists that choose scores work, where there are any. */
function beginChoiceOfScores() {
  const form = byID('scores');
  if (!form) return;
  form.hidden = false;
  byID('method').value = String(shown.method);
  byID('class').value = String(shown.className);
  form.addEventListener('submit', (event) => event.preventDefault());
  ['method', 'class'].forEach((id) => byID(id).addEventListener('change', chooseScores));
}
