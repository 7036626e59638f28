"""Checks of the page that compares: what each side shows, whatever of it the address names."""

import walk
from page import equal

# What each side shows: its method as the list of methods has it, and the name of its card or the sentence in its place.
SIDES = """[...document.querySelectorAll('.side')].map(side => [
  side.querySelector('select[id^=method]').selectedOptions[0].textContent, side.querySelector('.card h3')?.textContent ?? null])"""
WORDS = "[...document.querySelectorAll('.side')].map(side => [...side.querySelectorAll('.word')].map(word => word.dataset.share).join())"
STORES = "[...document.querySelectorAll('.side select[id^=store]')].map(select => select.value)"
N_ENC, DECOMPX = "n-enc, rollout", "decompx-linear"


def choose(browser, node, name):
    """Chooses from a list what it has under a name."""
    value = browser.run(f"[...document.getElementById('{node}').options].find(one => one.textContent === {name!r}).value")
    walk.set_value(browser, node, value)


def both_differ(browser, expected, what):
    equal(browser.run(SIDES), expected, what)
    first, second = browser.run(WORDS)
    assert first and second and first != second, f"{what}: both sides have the scores {first}"
    equal(browser.run("document.querySelectorAll('.arithmetic').length"), 2, f"tables of the corpus, {what}")


def two_methods_stay_apart(browser):
    one, other = [row["example"] for row in walk.api(browser, "examples", k=2)["examples"]]
    walk.visit(browser, "/compare")
    equal(browser.run(SIDES), [[N_ENC, None], [DECOMPX, None]], "the bare page")
    least = browser.run("document.querySelector('.arithmetic tbody a').textContent")
    browser.click(".arithmetic tbody a")
    browser.wait_for("document.querySelectorAll('.side .card').length === 2", "the cards of an example")
    walk.settle(browser)
    both_differ(browser, [[N_ENC, least], [DECOMPX, least]], "after a click on an example")
    walk.set_value(browser, "id", one)
    both_differ(browser, [[N_ENC, one], [DECOMPX, one]], "after an id on the left")
    walk.visit(browser, "/compare" + browser.run("location.search"))
    both_differ(browser, [[N_ENC, one], [DECOMPX, one]], "from the address alone")
    walk.visit(browser, f"/compare?id={other}&method=decompx-linear")
    both_differ(browser, [[DECOMPX, other], [N_ENC, other]], "from an address with the left method")
    walk.visit(browser, f"/compare?id={other}")
    choose(browser, "method2", N_ENC)
    choose(browser, "method1", DECOMPX)
    both_differ(browser, [[DECOMPX, other], [N_ENC, other]], "both lists chosen from")


def a_choice_on_one_side_leaves_the_other(browser):
    one, other = [row["example"] for row in walk.api(browser, "examples", k=2)["examples"]]
    walk.visit(browser, f"/compare?id={one}")
    right = browser.run(WORDS)[1]
    choose(browser, "method1", DECOMPX)
    equal(browser.run(SIDES), [[DECOMPX, one], [DECOMPX, one]], "where the reader chose on the left what the right had")
    choose(browser, "class1", "positive")
    choose(browser, "class1", "negative")
    equal(browser.run("document.getElementById('class2').value"), "predicted", "the class of the right")
    equal(browser.run(WORDS)[1], right, "the scores of the right")
    walk.visit(browser, f"/compare?id={one}&id2={other}")
    equal(browser.run(SIDES), [[N_ENC, one], [N_ENC, other]], "two examples")
    walk.set_value(browser, "id", other)
    equal(browser.run(SIDES), [[N_ENC, other], [N_ENC, other]], "where the reader named on the left what the right had")
    walk.set_value(browser, "id2", "")
    equal(browser.run("[document.getElementById('id2').value, document.getElementById('id2').placeholder]"), ["", "as on the left"], "a right side without an example")


def the_corpus_is_compared_by_what_the_sides_show(browser):
    corpus = "document.querySelector('.page > div:last-child')"
    one = walk.api(browser, "examples", k=1)["examples"][0]["example"]
    for path, asked in (
        ("method=decompx-linear&class=positive&method2=decompx-linear&class2=negative", {"method": [DECOMPX] * 2, "class": ["positive", "negative"]}),
        ("method=decompx-linear&class=negative&method2=decompx-linear&class2=predicted", {"method": [DECOMPX] * 2, "class": ["negative", "predicted"]}),
        ("method=n-enc&method2=decompx-linear&class2=negative", {"method": ["n-enc", DECOMPX], "class": "negative"}),
        ("method=decompx-linear&class=gold&method2=n-enc", {"method": [DECOMPX, "n-enc"], "class": "gold"}),
    ):
        walk.visit(browser, f"/compare?id={one}&{path}")
        found = walk.api(browser, "compare", k=12, **asked)
        equal(browser.run(f"[...{corpus}.querySelectorAll('tbody th a')].map(a => a.textContent)"), [row["example"] for row in found["least_alike"]], f"the examples at {path}")
        text = browser.run(f"{corpus}.textContent")
        assert f"scores is {found['mean_spearman']:.3f} in the mean" in text and "Unlike" not in text, f"{path}: {text[:300]}"
    walk.visit(browser, f"/compare?id={one}&method=decompx-linear&method2=decompx-linear&class2=predicted")
    text = browser.run(f"{corpus}.textContent")
    assert "another method or another class on one side" in text, f"what is said of two sides that are alike: {text}"
    choose(browser, "class2", "negative")
    equal(browser.run(f"{corpus}.querySelectorAll('.arithmetic').length"), 2, "tables of the corpus, after the choice of a class")


def two_stores_are_compared_by_one_method(browser):
    first = browser.run("(async () => (await factsOf({})).name)()")
    for number, expected in ((1, ["copies.globenc", first]), (2, [first, "copies.globenc"])):
        walk.visit(browser, "/compare?id=c0")
        choose(browser, "method2", N_ENC)
        walk.set_value(browser, f"store{number}", "copies.globenc")
        equal(browser.run(STORES), expected, f"the stores after a choice of store{number}")
        equal([method for method, _ in browser.run(SIDES)], [N_ENC, N_ENC], "the methods")
        equal(browser.run(SIDES)[number - 1][1], "c0", "the example of the chosen store")
        sentence = "document.querySelector('.page > div:last-child [role=alert]').textContent"
        assert "is in both stores" in browser.run(sentence), browser.run(sentence)
        walk.set_value(browser, f"store{number}", first)
        equal(sorted(method for method, _ in browser.run(SIDES)), [DECOMPX, N_ENC], "the methods of one store")


def a_method_that_a_store_lacks_is_not_shown(browser):
    walk.visit(browser, "/compare?store=copies.globenc&id=c0&method=decompx-linear")
    equal(browser.run(SIDES), [[N_ENC, "c0"], [N_ENC, None]], "a store of one method")
    note = browser.run("document.querySelector('.side .note').textContent")
    assert "These are the scores by n-enc" in note, note
    hint = browser.run("document.querySelectorAll('.side')[1].querySelector('.hint').textContent")
    assert hint.startswith("This store has the scores of one method"), hint
    walk.set_value(browser, "id2", "c1")
    equal(browser.run(SIDES), [[N_ENC, "c0"], [N_ENC, "c1"]], "two examples of it")
    assert "id2=c1" in browser.run("location.search"), browser.run("location.search")
