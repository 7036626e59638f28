"""Checks of the cards: texts, words, scores, colours, layers."""

import json

from page import TEXTS, IDS, card, choose_option, equal, percent, read, show_all


def texts_are_the_corpus(browser, name="sample"):
    show_all(browser)
    examples = read(f"{name}.json")
    equal(browser.run(IDS), [e["example"] for e in examples], "ids")
    shown = browser.run(TEXTS)
    for example, segments in zip(examples, shown):
        equal(segments, [t for t in (example["text"], example["pair"]) if t is not None], f"the text of {example['example']}")


def words_have_the_scores_of_top(browser):
    top = read("words.json")
    show_all(browser)
    words = browser.run(f"[...{card(top['example'])}.querySelectorAll('.word')].map(w => [w.textContent, w.dataset.share, w.ariaLabel])")
    ranked = sorted(top["tokens"], key=lambda token: token["position"])
    equal([w[0] for w in words], [t["token"] for t in ranked], "words")
    for (text, share, label), token in zip(words, ranked):
        # A share at the border of two roundings may go to either side, because sums of single precision differ.
        assert share in (percent(token["score"] - 1e-6), percent(token["score"] + 1e-6)), f"{text} has {share}, not {token['score']}"
        equal(label, f"{text}, {share}", "what is read aloud")


def a_click_shows_what_a_word_is_made_of(browser):
    matrix = read("matrix.json")
    words = sorted(read("words.json")["tokens"], key=lambda token: token["position"])
    positions = [word["position"] for word in words] + [len(matrix["tokens"])]
    pieces = [range(positions[i], positions[i + 1]) for i in range(len(words))]
    chosen = next(i for i in range(len(words) - 2, 0, -1) if len(pieces[i]) > 1)
    rows = [[value / sum(matrix["values"][p]) for value in matrix["values"][p]] for p in pieces[chosen]]
    mean = [sum(column) / len(rows) for column in zip(*rows)]
    sums = sorted(((sum(mean[p] for p in group), word["token"]) for group, word in zip(pieces, words)), reverse=True)

    show_all(browser)
    browser.run(f"{card(matrix['example'])}.id = 'chosen'")
    before = browser.run("document.getElementById('chosen').nextElementSibling.offsetTop")
    browser.click(f"#chosen .word[data-index='{chosen}']")
    sources = browser.run("[...document.querySelectorAll('#chosen .sources li')].map(l => [l.querySelector('bdi').textContent, l.lastChild.data])")
    equal(len(sources), 8, "sources")
    equal([s[0] for s in sources], [word for _, word in sums[:8]], "sources")
    for (word, share), (expected, _) in zip(sources, sums):
        assert share in (percent(expected - 2e-4), percent(expected), percent(expected + 2e-4)), f"{word}: {share}, not {expected}"
    lead = browser.run("document.querySelector('#chosen .lead').textContent")
    assert lead.startswith(f"“{words[chosen]['token']}” is made of"), lead
    equal(browser.run("[...document.querySelectorAll('#chosen [aria-selected=true]')].map(w => w.dataset.index)"), [str(chosen)], "chosen")
    equal(browser.run("document.getElementById('chosen').nextElementSibling.offsetTop"), before, "the place of the next example")
    browser.click("#chosen .word[data-index='0']")
    assert browser.run("document.querySelector('#chosen .lead').textContent").startswith("The classifier read")


def a_score_shows_on_hover(browser):
    browser.run("document.querySelector('.card').scrollIntoView()")
    place = browser.run("(() => { const r = document.querySelector('.card .word:nth-of-type(1)').getClientRects()[0]; return [r.x + 4, r.y + 4]; })()")
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=place[0], y=place[1])
    shown = browser.run("getComputedStyle(document.querySelector('.word:hover'), '::after').content")
    equal(shown, json.dumps(browser.run("document.querySelector('.word:hover').dataset.share"), ensure_ascii=False), "the label")


def what_was_not_read_looks_so(browser):
    show_all(browser)
    cut = [e for e in read("crowded.json") if e["truncated"]]
    shown = browser.run("[...document.querySelectorAll('.card')].map(c => [c.querySelector('h3').textContent,"
                        " [...c.querySelectorAll('.unread')].map(u => [u.className, u.textContent])])")
    equal([card[0] for card in shown if card[1]], [e["example"] for e in cut], "texts that were not read whole")
    for (_, parts), example in zip((card for card in shown if card[1]), cut):
        equal([part[0] for part in parts], ["unread late"], "parts")
        assert example["text"].endswith(parts[0][1]), parts
        assert parts[0][1].strip().startswith("unread"), parts
    equal(browser.run("getComputedStyle(document.querySelector('.unread'), '::before').content"), '"not read from here on"', "what is said")


def colours_are_of_one_scale_or_of_each_text(browser):
    shades = "[...document.querySelectorAll('.card')].map(c => Math.max(...[...c.querySelectorAll('.word:not(.special)')].map(w => Number(/h(\\d+)/.exec(w.className)[1]))))"
    common = browser.run(shades)
    assert len(set(common)) > 1, "every text has the strongest colour"
    end = float(browser.run("document.getElementById('scale-end').textContent").split(" %")[0])
    for shade, share in zip(common, browser.run("[...document.querySelectorAll('.card')].map(c => Math.max(...[...c.querySelectorAll('.word:not(.special)')].map(w => parseFloat(w.dataset.share))))")):
        assert abs(shade - min(12, 12 * share / end)) <= 0.51, f"{share} % has shade {shade}"
    choose_option(browser, "scale", "text")
    equal(set(browser.run(shades)), {12}, "the strongest word of each text")
    equal(browser.run("document.getElementById('scale-end').textContent"), "strongest word of the text", "the legend")


def the_slider_walks_the_layers(browser):
    equal(browser.run("document.querySelectorAll('.layer:not([hidden])').length"), 50, "examples with layers")
    browser.run("document.querySelector('.layer input').focus()")
    looks = []
    for expected in ("final", "3 of 3", "2 of 3", "1 of 3"):
        state = browser.run("(() => { const c = document.querySelector('.card'); return [c.querySelector('output').textContent,"
                            " c.querySelector('input').ariaValueText, [...c.querySelectorAll('.word')].map(w => w.className + w.dataset.share).join()]; })()")
        equal(state[:2], [expected, expected], "the layer")
        looks.append(state[2])
        browser.press("ArrowLeft")
    equal(len(set(looks)), 4, "different colours")
    assert browser.run("document.querySelector('.lead').textContent") == "[CLS] takes in layer 1 from"
    browser.click(".card .word[data-index='2']")
    assert "is made of in layer 1" in browser.run("document.querySelector('.lead').textContent")


def sets_of_labels_are_on_the_cards(browser):
    for example in read("sets.json"):
        gold, predicted = (", ".join(example[name]) or "none" for name in ("labels", "predicted_labels"))
        shown = browser.run(f"{card(example['example'])}.querySelector('.labels').textContent")
        assert shown.startswith(f"gold {gold} \u00b7 predicted {predicted}"), f"{example['example']} says {shown!r}"


def figures_of_a_panel_keep_apart(browser):
    """The text of a cell does not touch the next cell's, nor leave its panel, and no word is cut."""
    rows = browser.run("""[...document.querySelectorAll('.ranks tr')].map(row => [...row.cells].map(cell => {
      const range = document.createRange();
      range.selectNodeContents(cell.querySelector('button') || cell);
      const box = range.getBoundingClientRect();
      const button = cell.querySelector('button');
      return [cell.textContent, box.left, box.right, cell.closest('.panel').getBoundingClientRect().right,
              button !== null && button.scrollWidth > button.clientWidth];
    }))""")
    assert len(rows) > 4, rows
    for row in rows:
        for (text, _, right, edge, is_cut), following in zip(row, row[1:] + [None]):
            assert not is_cut, f"{text} is cut"
            assert right < edge, f"{text} ends at {right}, its panel at {edge}"
            if following and following[0]:
                assert following[1] - right >= 8, f"{text} ends at {right}, {following[0]} begins at {following[1]}"
    return rows


def large_figures_keep_apart(browser):
    rows = [[cell[0] for cell in row] for row in figures_of_a_panel_keep_apart(browser)]
    row = next(row for row in rows if row[0] == "anonymous" and len(row) == 4)
    equal(row[2:], ["1,250 (1,230)", "< 0.001"], "the widest figures")
