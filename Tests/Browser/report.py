"""Loads pages of `globenc-query report` in Chromium and checks what a person meets: usage: report.py FOLDER

FOLDER holds sample.html, hostile.html, crowded.html, large.html, sets.html and classes.html, each with its examples in a .json beside it, and of one example of the sample the
words (words.json, of `top --example`) and the final matrix (matrix.json), and the words of the label negative (negative.json, of `top --label`). Prints a line a check; the exit status is 1 if one failed.
"""

import base64
import json
import math
import pathlib
import re
import sys
import traceback
import urllib.parse

from devtools import Browser

FOLDER = pathlib.Path(sys.argv[1])
TEXTS = "[...document.querySelectorAll('.card')].map(c => [...c.querySelectorAll('.segment')].map(s => s.textContent))"
IDS = "[...document.querySelectorAll('.card h3')].map(h => h.textContent)"
CHOICES = "[...document.querySelectorAll('.choice')].map(b => b.textContent)"
COUNT = "document.getElementById('count').textContent"

# The contrast of every visible text with what is painted behind it; what is below 4.5 to 1.
CONTRAST = """(() => {
  const parts = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const channel = (part) => { const s = part / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = parts(getComputedStyle(node).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || node.closest('script,template,noscript,.skip,option,title') || !node.getClientRects().length) continue;
    const pair = [luminance(parts(getComputedStyle(node).color)), luminance(ground(node))].sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) low.push(`${contrast.toFixed(2)}: ${node.className || node.tagName}: ${text.data.trim().slice(0, 40)}`);
  }
  return low;
})()"""


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def equal(actual, expected, what):
    assert actual == expected, f"{what}: {actual!r}, not {expected!r}"


def percent(share):
    """A share as the tools print it: to the nearest tenth of a percent, 0 and 100 only where it is that."""
    hundredths = math.floor(share * 10_000 + 1e-6)
    tenths = (hundredths + 5) // 10
    if tenths == 0 and share > 0:
        return "< 0.1\u00a0%"
    return f"{(999 if tenths == 1000 and share < 1 else tenths) / 10:.1f}\u00a0%"


def show_all(browser):
    browser.run("(() => { const more = document.getElementById('more'); while (!more.hidden) more.click(); })()")


def choose_option(browser, select, value):
    browser.run(f"(() => {{ const s = document.getElementById('{select}'); s.value = '{value}'; s.dispatchEvent(new Event('change')); }})()")


def filter_by(browser, text):
    browser.run("(() => { const f = document.getElementById('filter'); f.value = ''; f.focus(); f.dispatchEvent(new Event('input')); })()")
    browser.type(text)


def card(identifier):
    return f"[...document.querySelectorAll('.card')].find(c => c.querySelector('h3').textContent === {json.dumps(identifier)})"


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
        # A share that lies on a border may be rounded down to either side of it, for sums of single precision.
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


def an_address_leads_to_an_example(browser, page="sample", place=333):
    examples = read(f"{page}.json")
    identifier = examples[min(place, len(examples) - 1)]["example"]
    browser.open(FOLDER / f"{page}.html", fragment="example=" + urllib.parse.quote(identifier, safe=""))
    linked = "[...document.querySelectorAll('.card.linked h3')].map(h => h.textContent)"
    equal(browser.run(linked), [identifier], "the example that is marked")
    top, height = browser.run("(() => { const r = document.querySelector('.linked').getBoundingClientRect(); return [r.top, innerHeight]; })()")
    assert 0 <= top < height, f"it is at {top} of {height}"
    if place > 500:
        browser.click("#earlier")
        equal(browser.run("[document.getElementById('earlier').hidden, document.querySelectorAll('.card').length]"), [True, 50], "from the beginning")
    filter_by(browser, "no text has this")
    browser.click("#clear")
    other = 0 if identifier == examples[1]["example"] else 1
    browser.click(f".card:nth-child({other + 1}) h3 a")
    browser.run("new Promise(done => setTimeout(done, 50))")
    equal(browser.run(linked), [examples[other]["example"]], "after a click on another")
    equal(browser.run("decodeURIComponent(location.hash)"), "#example=" + examples[other]["example"], "the address")
    filter_by(browser, "no text has this")
    browser.run(f"location.hash = '#example=' + encodeURIComponent({json.dumps(identifier)})")
    browser.run("new Promise(done => setTimeout(done, 50))")
    equal(browser.run(linked), [identifier], "after the address was changed, whatever was filtered")
    browser.run("location.hash = '#example=%E0%A4%A-nobody'")
    browser.run("new Promise(done => setTimeout(done, 50))")
    equal(browser.run("[document.getElementById('missing').hidden, document.getElementById('missing').textContent]"),
          [False, "This page has no example “%E0%A4%A-nobody”."], "an address of nothing")


def an_address_leads_to_the_last_example(browser):
    an_address_leads_to_an_example(browser, "sample", 598)


def every_id_has_an_address(browser):
    for place in range(13):
        an_address_leads_to_an_example(browser, "hostile", place)
    equal(browser.run("typeof hit"), "undefined", "what ran")


def on_paper_everything_is_open_and_coloured(browser):
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        look = browser.run("(() => { const w = document.querySelector('.word.h12'); const s = getComputedStyle(w);"
                           " return [s.printColorAdjust, s.backgroundColor !== 'rgba(0, 0, 0, 0)',"
                           " [...document.querySelectorAll('.text.long')].every(t => getComputedStyle(t).maxHeight === 'none'),"
                           " getComputedStyle(document.querySelector('.panel')).breakInside, getComputedStyle(document.getElementById('printed')).display,"
                           " getComputedStyle(document.querySelector('.tools')).display]; })()")
        equal(look, ["exact", True, True, "avoid", "inline", "none"], "the look")
        equal(browser.run("document.getElementById('printed').textContent"), "(1 to 50 are printed)", "what is printed")
        assert len(base64.b64decode(browser.call("Page.printToPDF", printBackground=False)["data"])) > 10_000
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


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


def a_keyboard_is_enough(browser):
    browser.run("document.getElementById('order').focus()")
    focused = "[document.activeElement.className.split(' ')[0], document.activeElement.dataset.index]"
    for _ in range(4):
        browser.press("Tab")
        if browser.run(focused)[0] == "word":
            break
    equal(browser.run(focused), ["word", "0"], "after Tab")
    for key, expected in (("ArrowRight", "1"), ("ArrowRight", "2"), ("ArrowLeft", "1"), ("Home", "0"), ("ArrowRight", "1")):
        browser.press(key)
        equal(browser.run(focused), ["word", expected], f"after {key}")
    browser.press("Enter")
    equal(browser.run("document.querySelector('.card [aria-selected=true]').dataset.index"), "1", "chosen with Enter")
    browser.press("Escape")
    equal(browser.run("document.querySelector('.card [aria-selected=true]').dataset.index"), "0", "chosen with Escape")
    browser.press("Tab")
    assert browser.run(focused) != ["word", "1"], "Tab stays in the text"


def everything_has_a_name(browser):
    nameless = []
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if role in ("button", "textbox", "searchbox", "combobox", "slider", "listbox", "option", "image", "heading") and not node.get("ignored"):
            if not node.get("name", {}).get("value"):
                nameless.append(role)
    equal(nameless, [], "what has no name")


def further_examples_come_on_demand(browser):
    equal(browser.run("document.querySelectorAll('.card').length"), 50, "examples at first")
    browser.click("#more")
    equal(browser.run("document.querySelectorAll('.card').length"), 100, "examples after a click")
    equal(browser.run("document.activeElement.closest('.card') === document.querySelectorAll('.card')[50]"), True, "focus on the first new one")


def without_scripts_the_figures_are_there(browser):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(FOLDER / "sample.html")
        text = browser.call("DOM.getOuterHTML", nodeId=browser.call("DOM.getDocument")["root"]["nodeId"])["outerHTML"]
        assert "need JavaScript" in text and "By contrast" in text
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def sets_of_labels_are_on_the_cards(browser):
    for example in read("sets.json"):
        gold, predicted = (", ".join(example[name]) or "none" for name in ("labels", "predicted_labels"))
        shown = browser.run(f"{card(example['example'])}.querySelector('.labels').textContent")
        assert shown.startswith(f"gold {gold} \u00b7 predicted {predicted}"), f"{example['example']} says {shown!r}"


def classes_and_outcomes_choose_examples(browser):
    examples = read("classes.json")
    # One set is judged by nobody: "bliss" is no class of the model.
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


def nothing_of_the_corpus_runs(browser):
    show_all(browser)
    equal(browser.run("[typeof hit, document.querySelectorAll('script').length, document.querySelectorAll('img, iframe, svg script').length,"
                      " document.styleSheets.length, document.title.includes('hacked')]"), ["undefined", 2, 0, 1, False], "what ran")
    texts_are_the_corpus(browser, "hostile")
    for index in range(browser.run("document.querySelectorAll('.card').length")):
        browser.run(f"[...document.querySelectorAll('.card')[{index}].querySelectorAll('.word')].slice(0, 60).forEach(w => w.click())")
    equal(browser.run("typeof hit"), "undefined", "what ran after clicks")
    for selector in (".confusion button", ".ranks button", ".kept button"):
        browser.run(f"document.querySelectorAll('{selector}').forEach(b => b.click())")
    equal(browser.run("typeof hit"), "undefined", "what ran after clicks in the overview")


def figures_of_a_panel_keep_apart(browser):
    """No text of a cell touches that of the next, nor leaves its panel, and no word is cut."""
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


SAMPLE = [
    texts_are_the_corpus, words_have_the_scores_of_top, a_click_shows_what_a_word_is_made_of, a_score_shows_on_hover,
    the_filter_finds_text_and_id, examples_can_be_sorted, outcomes_can_be_chosen, a_number_of_the_confusion_matrix_shows_its_examples,
    a_word_of_a_panel_shows_the_examples_of_its_label, a_panel_has_the_numbers_of_top, what_the_filter_finds_is_outlined, colours_are_of_one_scale_or_of_each_text,
    an_address_leads_to_an_example, an_address_leads_to_the_last_example, on_paper_everything_is_open_and_coloured, the_slider_walks_the_layers, a_keyboard_is_enough, everything_has_a_name,
    further_examples_come_on_demand, without_scripts_the_figures_are_there,
]


def checks():
    """What is checked, on which page, in which window."""
    for check in SAMPLE:
        yield check.__name__, check, "sample.html", {}
    for check in (kept_values_are_shown_and_filtered_by, what_was_not_read_looks_so):
        yield check.__name__, check, "crowded.html", {}
    yield "sets_of_labels_are_on_the_cards", sets_of_labels_are_on_the_cards, "sets.html", {}
    yield "classes_and_outcomes_choose_examples", classes_and_outcomes_choose_examples, "classes.html", {}
    for check in (nothing_of_the_corpus_runs, every_id_has_an_address):
        yield check.__name__, check, "hostile.html", {}
    for width in (390, 768, 1280):
        yield f"large_figures_keep_apart at {width}", large_figures_keep_apart, "large.html", {"width": width}
        for page in ("sample.html", "hostile.html", "crowded.html", "classes.html"):
            yield f"figures_of_a_panel_keep_apart on {page} at {width}", figures_of_a_panel_keep_apart, page, {"width": width}
    for page in ("sample.html", "hostile.html", "crowded.html", "classes.html"):
        for width in (1280, 390):
            for dark in (False, True):
                def looks(browser):
                    browser.run("document.querySelectorAll('.card .word')[3].click()")
                    equal(browser.run(CONTRAST), [], "text of too little contrast")
                    assert browser.run("document.documentElement.scrollWidth") <= width, "the page is wider than the window"
                    equal(browser.run("[...document.querySelectorAll('.classes')].filter(t => t.parentNode.scrollWidth > t.parentNode.clientWidth).length"),
                          0, "tables of classes that do not fit")
                yield f"looks of {page} at {width}, {'dark' if dark else 'light'}", looks, page, {"width": width, "dark": dark}


def main():
    failures = 0
    with Browser() as browser:
        for name, check, page, window in checks():
            try:
                browser.complaints.clear()
                browser.open(FOLDER / page, **window)
                check(browser)
                equal(browser.complaints, [], "complaints of the page")
                print(f"ok {name}")
            except Exception as error:  # pylint: disable=broad-except
                failures += 1
                print(f"not ok {name}: {error or traceback.format_exc()}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
