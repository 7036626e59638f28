"""Checks of addresses, printing, keyboard, names for screen readers, and of a hostile corpus."""

import base64
import json
import urllib.parse

from page import FOLDER, equal, filter_by, read, show_all
from texts import texts_are_the_corpus


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


def without_scripts_the_figures_are_there(browser):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(FOLDER / "sample.html")
        text = browser.call("DOM.getOuterHTML", nodeId=browser.call("DOM.getDocument")["root"]["nodeId"])["outerHTML"]
        assert "need JavaScript" in text and "By contrast" in text
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def nothing_of_the_corpus_runs(browser):
    show_all(browser)
    equal(browser.run("[typeof hit, document.querySelectorAll('script').length, document.querySelectorAll('img, iframe, svg script').length,"
                      " document.styleSheets.length, document.title.includes('hacked')]"), ["undefined", 2, 0, 1, False], "what ran")
    equal(browser.run("[...document.querySelectorAll('*')].filter(e => e.getAttributeNames().some(n => n.startsWith('on'))).length"), 0,
          "elements with handlers")
    texts_are_the_corpus(browser, "hostile")
    for index in range(browser.run("document.querySelectorAll('.card').length")):
        browser.run(f"[...document.querySelectorAll('.card')[{index}].querySelectorAll('.word')].slice(0, 60).forEach(w => w.click())")
    equal(browser.run("typeof hit"), "undefined", "what ran after clicks")
    for selector in (".confusion button", ".ranks button", ".kept button"):
        browser.run(f"document.querySelectorAll('{selector}').forEach(b => b.click())")
    equal(browser.run("typeof hit"), "undefined", "what ran after clicks in the overview")
