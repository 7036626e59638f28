"""Checks of what the pages say where there is nothing to show: a store without examples, questions that the server refuses, and a server that fails."""

import urllib.parse

import walk
from page import equal

ALERTS = "[...document.querySelectorAll('[role=alert]')].map(alert => alert.querySelector('p').textContent)"
TRIES = "[...document.querySelectorAll('button')].filter(button => button.textContent === 'Try again').length"


def an_empty_store_says_so(browser):
    for path in ("/", "/words", "/words?label=negative", "/examples", "/examples?sort=confidence", "/compare", "/compare?id=x"):
        walk.visit(browser, path + ("&" if "?" in path else "?") + "store=empty.globenc")
        text = browser.run("document.getElementById('content').textContent")
        assert "store has no examples" in text, f"what {path} says: {text}"
        equal([browser.run(TRIES), browser.complaints], [0, []], f"buttons and complaints at {path}")
    for path in ("/example?id=x", "/try?from=x", "/examples?contains=film"):
        walk.visit(browser, path + "&store=empty.globenc")
        assert browser.run(ALERTS)[0].startswith("No example has "), f"what {path} says: {browser.run(ALERTS)}"


def an_unknown_example_has_no_panels(browser):
    known = walk.api(browser, "examples", k=1)["examples"][0]["example"]
    for name in ("nobody", known, "nobody"):
        walk.visit(browser, "/example?" + urllib.parse.urlencode({"id": name}))
        equal(browser.run("document.querySelectorAll('#content .panel').length > 0"), name == known, f"panels of {name}")


def another_try_is_offered_where_it_can_help(browser):
    for path in ("/example?id=nobody", "/words?label=nothing", "/examples?store=nowhere.globenc", "/examples?length=abc", "/compare?id=nobody&id2=none"):
        walk.visit(browser, path)
        equal([bool(browser.run(ALERTS)), browser.run(TRIES)], [True, 0], f"alerts and buttons at {path}")
    for answer in ("Promise.reject(new TypeError('no network'))", "Promise.resolve(new Response(JSON.stringify({ error: 'busy' }), { status: 503 }))"):
        walk.visit(browser, "/words")
        browser.run(f"(() => {{ globalThis.reach = fetch; globalThis.fetch = () => {answer}; goWith({{ label: 'negative' }}); }})()")
        walk.settle(browser)
        equal(browser.run(TRIES), 1, f"buttons after {answer}")
        browser.run("(() => { globalThis.fetch = reach; document.querySelector('[role=alert] button').click(); })()")
        walk.settle(browser)
        equal([browser.run(ALERTS), browser.run("!!document.querySelector('table.words')")], [[], True], "after another try")


def sentences_name_the_controls_of_the_page(browser):
    for path, sentence in (
        ("/examples?length=abc", "'abc' is no value of “tokens”, which is written as in 10..20."),
        ("/words?label=negative&rows=5-7", "'5-7' is no value of “rows”, which is written as in ..10000."),
        ("/examples?in-top=3", "“among the strongest” says how strong a token is: it goes with “piece” or “word”."),
        ("/examples?ascending=1", "“lowest first” turns round another order than that of the corpus."),
        ("/examples?where=source%3Ca%7Cb", "'<' in “kept column” 'source<a|b' compares with one value, not 2."),
        ("/examples?correct=1&misclassified=1", "“misclassified” and “correct” exclude each other."),
        ("/words?label=negative&min-count=500", "No word that is not left out is in 500 texts or more of both sides; 1 in “texts at least” ranks all of them."),
    ):
        walk.visit(browser, path)
        equal(browser.run(ALERTS), [sentence], path)
    for quoted in ("--word", "a --word b", "it's --word"):
        walk.visit(browser, "/examples?where=" + urllib.parse.quote(quoted))
        assert browser.run(ALERTS)[0].startswith(f"“kept column” '{quoted}' does not say"), browser.run(ALERTS)
    walk.visit(browser, "/examples?contains=%3B+--min-count+1+ranks+all+of+them")
    equal(browser.run(ALERTS), ["No example has '; --min-count 1 ranks all of them' in the text."], "a search for such a sentence")
