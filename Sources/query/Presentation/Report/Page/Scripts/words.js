'use strict';

function moveBy(card, from, key) {
  const last = card.words.length - 1;
  const to = { ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1, Home: 0, End: last }[key];
  focusWord(card, Math.max(0, Math.min(last, to)));
}

/* Makes the words of the cards in a box answer to clicks and keys. */
function followWords(box) {
  box.addEventListener('click', (event) => {
    const word = event.target.closest('.word');
    if (word) choose(cards.get(word.closest('.card')), Number(word.dataset.index));
  });
  box.addEventListener('keydown', (event) => {
    const word = event.target.closest('.word');
    if (!word || event.ctrlKey || event.altKey || event.metaKey) return;
    const card = cards.get(word.closest('.card'));
    if (event.key === 'Enter' || event.key === ' ') choose(card, Number(word.dataset.index));
    else if (event.key === 'Escape') { choose(card, 0); focusWord(card, 0); }
    else if (/^(Arrow(Right|Down|Left|Up)|Home|End)$/.test(event.key)) moveBy(card, Number(word.dataset.index), event.key);
    else return;
    event.preventDefault();
  });
}
