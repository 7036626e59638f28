"""Checks of the choice of scores: methods, classes, signs, and the sum that signed scores make."""

import json
import re

from page import FOLDER, card, choose_option, equal, show_all

SUM = re.compile(r"tokens ([+-][0-9.]+) \+ bias ([+-][0-9.]+) = logit ([+-][0-9.]+)")
VIEWS = "[...document.querySelectorAll('.view')].filter(v => !v.hidden).map(v => v.dataset.method + ' ' + v.dataset.class)"


def lines(name):
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def signed(score):
    """A part of a logit as the page shows it."""
    text = f"{score:+.2f}"
    return "+0.00" if text == "-0.00" else text


def option(browser, select, name):
    """The value of an option by its text."""
    return browser.run(f"[...document.getElementById('{select}').options].find(o => o.textContent === {json.dumps(name)}).value")


def choose(browser, method, class_name=None):
    choose_option(browser, "method", option(browser, "method", method))
    if class_name:
        choose_option(browser, "class", option(browser, "class", class_name))


def words_have_the_signed_scores_of_the_export(browser):
    choose(browser, "decompx-linear", "positive")
    show_all(browser)
    expected = {}
    for word in lines("positive.json"):
        expected.setdefault(word["example"], []).append(word["score"])
    shown = browser.run("[...document.querySelectorAll('.card')].map(c => [c.querySelector('h3').textContent,"
                        " [...c.querySelectorAll('.word:not(.special)')].map(w => [w.dataset.share, w.className, w.ariaLabel, w.textContent])])")
    equal(len(shown), len(expected), "examples")
    signs = set()
    for name, words in shown:
        equal(len(words), len(expected[name]), f"words of {name}")
        for (share, look, label, text), score in zip(words, expected[name]):
            assert share in (signed(score - 1e-6), signed(score + 1e-6)), f"{text} of {name} has {share}, not {score}"
            equal(label, f"{text}, {share}", "what is read aloud")
            shade = look.split()[1]
            signs.add(shade[0])
            assert shade[0] == ("k" if score < -0.0005 else "h") or abs(score) < 0.001, f"{text} of {name} with {score} has {shade}"
    equal(signs, {"h", "k"}, "the ramps")


def tokens_and_bias_make_the_logit(browser):
    choose(browser, "decompx-linear", "positive")
    show_all(browser)
    logits = {row["example"]: row["logit"] for row in lines("sums.json") if row["method"] == "decompx-linear"}
    for name, text in browser.run("[...document.querySelectorAll('.card')].map(c => [c.querySelector('h3').textContent, c.querySelector('.lead').textContent])"):
        tokens, bias, logit = SUM.search(text).groups()
        equal(round(100 * float(tokens)) + round(100 * float(bias)), round(100 * float(logit)), f"the sum of {name}")
        assert logit in (signed(logits[name] - 1e-6), signed(logits[name] + 1e-6)), f"{name}: {logit}, not {logits[name]}"
        assert text.endswith(" for positive"), text


def a_reader_switches_method_and_class(browser):
    equal(browser.run(VIEWS), ["1 predicted"], "the rankings at first")
    equal(browser.run("document.querySelector('.legend').textContent").startswith("against the predicted class"), True, "the legend")
    choose(browser, "decompx-linear", "negative")
    equal(browser.run(VIEWS), ["1 " + option(browser, "class", "negative")], "the rankings")
    legend = browser.run("document.querySelector('.legend').textContent")
    assert "against negative" in legend and "for negative (logits: " in legend, legend
    leads = browser.run("[...document.querySelectorAll('.lead')].map(l => l.textContent)")
    assert all(lead.endswith(" for negative") for lead in leads), leads
    choose(browser, "n-enc, rollout")
    equal(browser.run(VIEWS), ["0 "], "the rankings")
    equal(browser.run("document.getElementById('class-label').hidden"), True, "whether there is no choice of a class")
    equal(browser.run("document.querySelectorAll('.word[class*=\" k\"]').length"), 0, "words against a class")
    assert browser.run("document.querySelector('.legend').textContent").startswith("0 %")
    shares = browser.run("[...document.querySelectorAll('.card .word')].map(w => w.dataset.share)")
    assert all(share.endswith("%") for share in shares)
    said = browser.run("[...document.querySelectorAll('main p')].filter(p => p.checkVisibility() && /how much, not for which class/.test(p.textContent)).length")
    equal(said, 1, "how often the page says what shares do not tell")
    choose(browser, "decompx-linear", "each text's gold class")
    equal(browser.run(VIEWS), ["1 gold"], "the rankings")
    equal(browser.run("[...document.querySelectorAll('main p')].filter(p => p.checkVisibility() && /not for which class/.test(p.textContent)).length"),
          0, "how often it says so of signed scores")


def a_panel_has_both_ends_of_top(browser):
    choose(browser, "decompx-linear", "positive")
    tokens = json.loads((FOLDER / "ends.json").read_text(encoding="utf-8"))["tokens"]
    panel = ("[...document.querySelectorAll('.view:not([hidden]) .panel')].find("
             "p => p.querySelector('h3').textContent === 'gold positive')")
    rows = browser.run(f"[...{panel}.querySelectorAll('tbody tr')].map(r => [r.cells[0].textContent, r.cells[1].textContent])")
    equal(sorted(rows), sorted([t["token"], signed(t["mean"])] for t in tokens if t["mean"] != 0), "words and means")


def a_score_shows_on_focus(browser):
    browser.run("document.querySelector('.card .word').focus()")
    browser.press("ArrowRight")
    word = "document.activeElement"
    shown = browser.run(f"getComputedStyle({word}, '::after').content")
    equal(shown, json.dumps(browser.run(f"{word}.dataset.share")), "what the word shows")
    assert re.fullmatch(r'"[+-][0-9]+\.[0-9]{2}"', shown), shown
    browser.press("Enter")
    lead = browser.run("document.querySelector('.lead').textContent")
    assert lead.startswith("“") and SUM.search(lead), lead


def an_example_without_the_scores_says_so(browser):
    choose(browser, "decompx-linear", "negative")
    lead = f"{card('b')}.querySelector('.lead').textContent"
    equal(browser.run(lead), "This example has no scores by decompx-linear for negative.", "the card")
    equal(browser.run(f"[...new Set([...{card('b')}.querySelectorAll('.word')].map(w => w.dataset.share))]"), ["no score"], "its words")
    choose(browser, "decompx-linear", "each text's gold class")
    equal(browser.run(f"{card('ünï,1')}.querySelector('.lead').textContent"),
          "This example has no single gold label, so no scores by decompx-linear for it.", "the card without a gold label")
    choose(browser, "n-enc, maxflow")
    equal(browser.run("document.getElementById('hint-rows').checkVisibility()"), False, "whether the page promises rows that it has not got")
    browser.run(f"{card('a')}.querySelectorAll('.word')[1].click()")
    equal(browser.run(f"{card('a')}.querySelector('.lead').textContent"), "“not” 6.3\u00a0%; the classifier read", "a word without a row")


def a_value_has_signed_scores(browser):
    equal(browser.run("document.querySelector('.lead').textContent"), "tokens +1.50 + bias -0.25 = value +1.25", "the sum")
    equal(browser.run("[...document.querySelectorAll('.card .word')].map(w => w.dataset.share)"), ["+0.00", "+2.00", "-0.50", "+0.00"], "the scores")
    equal(browser.run("document.getElementById('class-label').hidden"), True, "whether there is no choice of a class")
    legend = browser.run("document.querySelector('.legend').textContent")
    assert legend.startswith("lower") and "higher (±" in legend, legend
