"""Checks of the controls that choose examples: filter, order, outcomes, numbers, words of panels, kept values."""

import re

from page import CHOICES, COUNT, IDS, choose_option, equal, filter_by, read, show_all


def the_filter_finds_text_and_id(browser):
    examples = read("sample.json")
    for wanted in ("DULL", examples[7]["example"]):
        filter_by(browser, wanted)
        show_all(browser)
        low = wanted.lower()
        expected = [e["example"] for e in examples if low in e["text"].lower() or low in e["example"].lower()]
        assert expected
        equal(browser.run(IDS), expected, f"what has {wanted}")
        equal(browser.run(COUNT), f"{len(expected)} of {len(examples)} examples", "count")
    filter_by(browser, "no text has this")
    equal(browser.run("[document.getElementById('none').hidden, document.querySelectorAll('.card').length]"), [False, 0], "the empty state")
    browser.click("#clear")
    equal(browser.run(COUNT), f"{len(examples)} examples", "count")


def examples_can_be_sorted(browser):
    examples = read("sample.json")
    for value, key in (("least", lambda e: e["confidence"]), ("most", lambda e: -e["confidence"]), ("longest", lambda e: -e["tokens"])):
        choose_option(browser, "order", value)
        equal(browser.run(IDS), [e["example"] for e in sorted(examples, key=key)][:50], value)


def outcomes_can_be_chosen(browser):
    examples = read("sample.json")
    for value, wanted in (("wrong", False), ("right", True)):
        choose_option(browser, "outcome", value)
        equal(browser.run(IDS), [e["example"] for e in examples if (e["label"] == e["predicted"]) == wanted][:50], value)


def a_number_of_the_confusion_matrix_shows_its_examples(browser):
    browser.click(".confusion tbody tr:nth-child(1) td:nth-child(3) button")
    number = browser.run("document.querySelector('.confusion [aria-pressed=true]').textContent")
    expected = [e["example"] for e in read("sample.json") if e["label"] != e["predicted"] and e["label"] == "negative"]
    equal(number, str(len(expected)), "the number")
    equal(browser.run(IDS), expected[:50], "its examples")
    equal(browser.run(CHOICES), ["gold negative, predicted positive ✕"], "what was chosen")
    browser.click(".choice")
    equal(browser.run("document.querySelectorAll('[aria-pressed=true]').length"), 0, "chosen numbers")
    equal(browser.run(CHOICES), [], "what was chosen")


def a_word_of_a_panel_shows_the_examples_of_its_label(browser):
    examples = read("sample.json")
    panels = browser.run("[...document.querySelectorAll('.wide .panel')].map(p => [p.querySelector('h3').textContent,"
                         " [...p.querySelectorAll('.ranks button')].map(b => b.textContent)])")
    equal([panel[0] for panel in panels], ["gold negative", "gold positive"], "panels")
    filter_by(browser, "film")
    for place, (name, words) in enumerate(panels, 1):
        for word in words[:3]:
            browser.click(f".wide .panel:nth-child({place}) .ranks table:first-child tbody tr:nth-child({words.index(word) + 1}) button")
            expected = [e["example"] for e in examples
                        if e["label"] == name.split()[1] and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", e["text"].lower())]
            assert expected
            equal(browser.run(IDS), expected, f"{word} in {name}")
            equal(browser.run(CHOICES), [f"“{word}” in {name} ✕"], "what was chosen")
            hits = browser.run("[...document.querySelectorAll('.card')].map(c => [...c.querySelectorAll('.word.hit')].map("
                               "w => [w.textContent.toLowerCase(), getComputedStyle(w).outlineStyle]))")
            assert all(hit and all(h == [word, "solid"] for h in hit) for hit in hits), hits
    browser.click(".choice")
    equal(browser.run(COUNT), f"{len(examples)} examples", "count")
    equal(browser.run("document.querySelectorAll('.hit').length"), 0, "outlined words")


def a_panel_has_the_numbers_of_top(browser):
    rows = browser.run("[...document.querySelectorAll('.wide .panel:nth-child(1) .ranks table:nth-child(2) tbody tr')].map("
                       "r => [r.className, ...[...r.cells].map(c => c.textContent)])")
    top = [token for token in read("negative.json")["tokens"] if token["contrast"] > 0]
    equal([row[1] for row in rows], [token["token"] for token in top], "words")
    for row, token in zip(rows, top):
        q = "< 0.001" if token["q"] < 0.001 else f"{token['q']:.3f}" if token["q"] < 0.1 else f"{token['q']:.2f}"
        equal([row[2], row[3].split(" ")[0], row[4]], [f"{token['contrast']:.1f}", str(token["texts"]), q], token["token"])
        equal(row[0], "chance" if token["q"] >= 0.05 else "", f"the look of {token['token']}")


def what_the_filter_finds_is_outlined(browser):
    filter_by(browser, "ONGS to fris")
    equal(browser.run("[...document.querySelectorAll('.word.hit')].map(w => w.textContent)"), ["longs", "to", "frisk"], "what is outlined")


def kept_values_are_shown_and_filtered_by(browser):
    examples = read("crowded.json")
    shown = browser.run("[...document.querySelectorAll('.card')].map(c => [...c.querySelectorAll('.kept button')].map(b => b.textContent))")
    equal(shown, [["source " + e["source"]] + ([] if e["note"] is None else ["note " + e["note"]]) for e in examples][:50], "kept values")
    browser.click(".card:nth-child(2) .kept button")
    equal(browser.run(IDS), [e["example"] for e in examples if e["source"] == examples[1]["source"]], "examples of the same value")
    equal(browser.run(CHOICES), [f"source {examples[1]['source']} ✕"], "what was chosen")
    browser.click(".choice")
    for wanted in ("note=Seen", "seen twice"):
        filter_by(browser, wanted)
        equal(browser.run(IDS), [e["example"] for e in examples if (e["note"] or "").startswith("seen")], wanted)


def further_examples_come_on_demand(browser):
    equal(browser.run("document.querySelectorAll('.card').length"), 50, "examples at first")
    browser.click("#more")
    equal(browser.run("document.querySelectorAll('.card').length"), 100, "examples after a click")
    equal(browser.run("document.activeElement.closest('.card') === document.querySelectorAll('.card')[50]"), True, "focus on the first new one")


def classes_and_outcomes_choose_examples(browser):
    examples = read("classes.json")
    # One set is not judged, because "bliss" is no class of the model.
    known = [example for example in examples if example["labels"] is not None and "bliss" not in example["labels"]]
    right = [example for example in known if set(example["labels"]) == set(example["predicted_labels"])]
    for outcome, count in (("right", len(right)), ("wrong", len(known) - len(right))):
        browser.run(f"document.getElementById('outcome').value = '{outcome}';"
                    " document.getElementById('outcome').dispatchEvent(new Event('change'))")
        equal(browser.run(COUNT), f"{count} of {len(examples)} examples", f"the examples that are {outcome}")
    equal(browser.run("document.getElementById('outcome-label').hidden"), False, "whether there is no choice of right and wrong")
    rows = browser.run("[...document.querySelectorAll('.classes tbody tr')].map(r => r.firstChild.textContent)")
    equal(sorted(rows[:-2]), sorted({label for example in examples for label in example["predicted_labels"]}), "the classes")
    for row, name in enumerate(rows[:-2]):
        for place, (gold, predicted) in enumerate(((True, True), (False, True), (True, False))):
            expected = sum((name in e["labels"]) == gold and (name in e["predicted_labels"]) == predicted for e in known)
            button = f"document.querySelectorAll('.classes tbody tr')[{row}].querySelectorAll('button')[{place}]"
            equal(browser.run(f"{button}.textContent"), str(expected), f"the number of {name} {gold} {predicted}")
            browser.run(f"{button}.click()")
            equal(browser.run(COUNT), f"{expected} of {len(examples)} examples", f"the examples of {name} {gold} {predicted}")
    equal(browser.run("document.querySelectorAll('.classes [aria-pressed=true]').length"), 1, "chosen numbers")
