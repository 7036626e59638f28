"""Checks of the pages of `globenc-index serve`, used as a person would use them. What is expected comes from the server's API, which another test compares with the
commands. The first store is the sample of reviews; a store named `hostile` has texts that try to run."""

import json
import math
import urllib.parse
import urllib.request

from page import equal, percent

IDLE = "!document.querySelector('.waiting, [aria-busy=true]')"
IDS = "[...document.querySelectorAll('.card h3')].map(h => h.textContent)"
WORDS = "[...document.querySelectorAll('.card')].map(c => [...c.querySelectorAll('.word')].map(w => [w.textContent, w.dataset.share]))"


def api(browser, name, **params):
    """The server's answer to a question."""
    query = urllib.parse.urlencode({key.replace("_", "-"): value for key, value in params.items()}, doseq=True)
    with urllib.request.urlopen(f"{browser.origin}/api/{name}?{query}") as answer:
        return json.loads(answer.read())


def explain(browser, **body):
    request = urllib.request.Request(f"{browser.origin}/api/explain", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def visit(browser, path, **window):
    browser.visit(path, **window)
    browser.wait_for("!!document.querySelector('.page')?.firstChild")
    settle(browser)


def settle(browser):
    """Waits until nothing is awaited any more, for longer than a page takes to ask."""
    quiet = "new Promise(done => setTimeout(() => done(%s), 120))" % IDLE
    browser.wait_for(quiet, "the answers")


def search(browser):
    return browser.run("decodeURIComponent(location.search.replaceAll('+', ' '))")


def set_value(browser, node, value, event="change"):
    browser.run(f"(() => {{ const n = document.getElementById('{node}'); n.value = {json.dumps(value)}; n.dispatchEvent(new Event('{event}')); }})()")
    settle(browser)


def signed(score):
    text = f"{score:+.2f}"
    return "+0.00" if text == "-0.00" else text


def a_number_of_the_overview_leads_to_its_examples(browser):
    visit(browser, "/")
    labels = api(browser, "labels")
    tiles = browser.run("[...document.querySelectorAll('.tiles dd')].map(d => d.firstChild.textContent)")
    equal(tiles[:2], [f"{labels['examples']:,}", percent(labels["accuracy"])], "examples and accuracy")
    expected = [row["examples"] for row in labels["labels"]]
    equal([int(text) for text in browser.run("[...document.querySelectorAll('.confusion:not(.classes) .cell')].map(c => c.textContent)")], expected, "the confusion")
    browser.click(".confusion tbody tr:nth-child(1) td:nth-child(3) a")
    browser.wait_for("location.pathname === '/examples' && document.querySelectorAll('.card').length > 0")
    settle(browser)
    found = api(browser, "examples", label="negative", predicted="positive", k=30)
    equal(browser.run(IDS)[:30], [row["example"] for row in found["examples"]], "the examples of the number")
    browser.run("history.back()")
    browser.wait_for("location.pathname === '/' && !!document.querySelector('.confusion')", "the overview after going back")


def words_are_those_of_top(browser):
    visit(browser, "/words?label=negative&by=mean")
    top = api(browser, "top", label="negative", by="mean", k=50)["tokens"]
    rows = browser.run("[...document.querySelectorAll('table.words tbody tr')].map(r => [r.querySelector('th a').textContent, r.cells[3].textContent])")
    equal(rows, [[token["token"], percent(token["mean"])] for token in top], "words and means")
    browser.run("[...document.querySelectorAll('table.words thead button')].find(b => b.textContent.startsWith('contrast')).click()")
    settle(browser)
    assert "by=contrast" in search(browser), search(browser)
    top = api(browser, "top", label="negative", by="contrast", k=50)["tokens"]
    words = "[...document.querySelectorAll('table.words tbody th a')].map(a => a.textContent)"
    equal(browser.run(words), [token["token"] for token in top], "words by contrast")
    browser.run("history.back()")
    settle(browser)
    assert "by=mean" in search(browser), search(browser)
    assert browser.run(words)[0] == rows[0][0], "going back does not sort again"
    browser.run("document.querySelector('table.words .opens button').click()")
    settle(browser)
    spread = api(browser, "tokens", token=rows[0][0], words=1, label="negative", k=5)
    equal(browser.run("[...document.querySelectorAll('.spread .hint a')].map(a => a.textContent)"), [one["example"] for one in spread["strongest"]], "where it is strongest")
    browser.click("table.words tbody th a")
    browser.wait_for("location.pathname === '/examples' && document.querySelectorAll('.card:not(.undressed)').length > 2", "the examples of a word")
    found = api(browser, "examples", label="negative", word=rows[0][0], k=30)["examples"]
    equal(browser.run(IDS), [row["example"] for row in found], "the examples of the word")
    hits = browser.run("[...document.querySelectorAll('.card:not(.undressed)')].map(c => [...c.querySelectorAll('.hit')].map(w => w.textContent.toLowerCase()))")
    assert all(hit and set(hit) == {rows[0][0]} for hit in hits), hits


def a_search_is_in_the_address(browser):
    visit(browser, "/examples")
    browser.run("document.getElementById('contains').focus()")
    for part in ("fil", "m"):
        browser.type(part)
    browser.wait_for("location.search.includes('contains=film')")
    settle(browser)
    expected = api(browser, "examples", contains="film", k=30)
    equal(browser.run(IDS)[:30], [row["example"] for row in expected["examples"]], "what has film")
    assert browser.run("document.querySelector('.bar p').textContent").startswith(f"{expected['count']} of "), "count"
    equal(browser.run("document.activeElement.id"), "contains", "where the focus is")
    set_value(browser, "outcome", "misclassified")
    set_value(browser, "sort", "confidence")
    equal(search(browser), "?contains=film&misclassified=1&sort=confidence", "the address")
    expected = [row["example"] for row in api(browser, "examples", contains="film", misclassified=1, sort="confidence", k=30)["examples"]]
    equal(browser.run(IDS)[:30], expected, "what is wrong")
    browser.wait_for("document.querySelectorAll('.card:not(.undressed)').length > 2")
    browser.click(".card h3 a")
    browser.wait_for("location.pathname === '/example'")
    browser.run("history.back()")
    browser.wait_for("location.pathname === '/examples'")
    equal(browser.run(IDS)[:30], expected, "after going back")
    visit(browser, "/examples" + browser.run("location.search"))
    equal(browser.run(IDS)[:30], expected, "from the address alone")
    equal(browser.run("[document.getElementById('contains').value, document.getElementById('outcome').value]"), ["film", "misclassified"], "the controls")


def the_list_goes_on_to_its_end(browser):
    visit(browser, "/examples?predicted=negative&sort=score")
    expected = [row["example"] for row in api(browser, "examples", predicted="negative", sort="score", k=1000)["examples"]]
    assert len(expected) > 100
    browser.wait_for(f"(() => {{ scrollTo(0, document.documentElement.scrollHeight); return document.querySelectorAll('.card').length === {len(expected)}; }})()", "the end of the list")
    equal(browser.run(IDS), expected, "the whole list")
    browser.wait_for("!!document.querySelector('.entry:last-child > .card .word')", "the words of the last card")


def an_example_has_its_scores_and_layers(browser):
    identifier = api(browser, "examples", k=2)["examples"][1]["example"]
    visit(browser, "/example?id=" + urllib.parse.quote(identifier))
    words = sorted(api(browser, "example", id=identifier, words=1)["tokens"], key=lambda token: token["position"])
    equal(browser.run(WORDS), [[[word["token"], percent(word["score"])] for word in words]], "words and shares")
    browser.wait_for("document.querySelectorAll('svg.heat rect[data-layer]').length > 0")
    layers = api(browser, "session")["stores"][0]["layers"]
    equal(browser.run("document.querySelectorAll('svg.heat rect[data-layer]').length"), layers * len(words), "cells of the map")
    browser.run("document.querySelector('svg.heat').focus()")
    for place in range(3):
        shown = float(browser.run("document.querySelector('.readout').textContent").split(": ")[1].split("\u00a0")[0])
        # Matrices are stored with a bounded error, scores are not.
        assert math.isclose(shown, 100 * words[place]["score"], abs_tol=0.35), f"the last row has {shown} % for {words[place]}"
        browser.press("ArrowRight")
    browser.press("Enter")
    settle(browser)
    equal(search(browser), f"?id={identifier}&row=3", "the address of a row")
    assert browser.run("document.querySelector('.lead').textContent").startswith(f"“{words[3]['token']}” is made of"), "the card's row"
    visit(browser, f"/example?id={identifier}&row=3&method=decompx-linear&class=positive")
    answer = api(browser, "example", id=identifier, words=1, method="decompx-linear", **{"class": "positive"})
    text = browser.run("document.querySelector('.sum').textContent")
    assert text.endswith(f"logit {signed(answer['logit'])}"), text
    row = browser.run("[...document.querySelectorAll('.arithmetic tbody tr')].map(r => [r.cells[0].textContent, r.cells[6].textContent])")
    assert ["positive", signed(answer["logit"])] in row, row
    browser.run("[...document.querySelectorAll('.buttons button')].filter(b => /^(PNG|SVG|CSV)$/.test(b.textContent)).forEach(b => b.click())")
    browser.wait_for("[...document.querySelectorAll('.buttons .status')].filter(s => s.textContent).length === 2", "what was copied")


def two_methods_stand_beside_each_other(browser):
    identifier = api(browser, "examples", k=2)["examples"][1]["example"]
    visit(browser, f"/compare?id={identifier}&method2=decompx-linear")
    both = browser.run(WORDS)
    for side, method in enumerate(("n-enc", "decompx-linear")):
        words = sorted(api(browser, "example", id=identifier, words=1, method=method)["tokens"], key=lambda token: token["position"])
        equal(both[side], [[word["token"], percent(word["score"]) if side == 0 else signed(word["score"])] for word in words], method)
    for side in (2, 1):
        browser.click(f".side:nth-child({side}) .word[data-index='2']")
        equal(browser.run(WORDS), both, "the scores after a click")
    whole = api(browser, "compare", method=["n-enc", "decompx-linear"], k=12)
    equal(browser.run("[...document.querySelectorAll('.arithmetic')][0].querySelectorAll('tbody tr').length"), len(whole["least_alike"]), "rows")


def what_is_typed_is_explained(browser):
    visit(browser, "/try?method=decompx-linear")
    browser.run("document.getElementById('typed').focus()")
    browser.type("A dull film, and not worth seeing.")
    browser.wait_for("document.querySelectorAll('.card .word').length > 8", "the map of what was typed")
    settle(browser)
    answer = explain(browser, text="A dull film, and not worth seeing.", method="decompx-linear", words=True)
    shown = {text: share for text, share in browser.run(WORDS)[0]}
    equal(shown["dull"], signed(next(token["score"] for token in answer["tokens"] if token["token"] == "dull")), "the score of a word")
    equal(browser.run("document.activeElement.id"), "typed", "where the focus is")
    browser.click(".card .word[data-index='2']")
    browser.wait_for("document.querySelectorAll('.card').length === 2", "what follows without the word")
    settle(browser)
    without = explain(browser, text="A film, and not worth seeing.", method="decompx-linear", words=True)
    line = browser.run("document.querySelector('.change tbody tr:nth-child(2)').textContent")
    assert line.startswith(f"without “dull”{without['predicted']} {percent(without['confidence'])}"), line
    equal(browser.run("[...document.querySelectorAll('.word.out')].map(w => w.textContent)"), ["dull"], "what is struck out")
    identifier = api(browser, "examples", k=1)["examples"][0]["example"]
    visit(browser, f"/try?from={identifier}")
    equal(browser.run("document.getElementById('typed').value"), api(browser, "examples", id=identifier)["examples"][0]["text"], "the original text")
    equal(browser.run("document.querySelectorAll('.change tbody tr').length"), 2, "original and typed text")
