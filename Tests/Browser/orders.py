"""Checks of what each order of words is asked with, which controls it has, and the room of its figures in a narrow window."""

import json
import urllib.parse

import walk
from page import equal


def asked_for(browser, changes):
    """The questions of rankings that the page asks after a change of its address."""
    browser.run("performance.clearResourceTimings()")
    browser.run(f"goWith({changes})")
    walk.settle(browser)
    return [urllib.parse.parse_qs(address.split("?")[1]) for address in browser.run("performance.getEntriesByType('resource').map(one => one.name).filter(name => name.includes('/api/top?'))")]


def a_ranking_is_asked_without_what_does_not_go_with_it(browser):
    alerts = "document.querySelectorAll('.failure').length"
    walk.visit(browser, "/words?label=negative")
    walk.set_value(browser, "versus", "positive")
    equal(walk.search(browser), "?label=negative&versus=positive", "the address of a comparison")
    equal([one.get("versus") for one in asked_for(browser, "{ by: 'error-rate', 'fold-copies': true }")], [None], "what error rates are compared with")
    equal(walk.search(browser), "?label=negative&versus=positive&by=error-rate&fold-copies=1", "the address, for the orders that have both")
    for label, address in (("positive", "?label=positive"), ("", "")):
        walk.visit(browser, "/words?label=negative&versus=positive")
        walk.set_value(browser, "gold", label)
        equal([walk.search(browser), browser.run(alerts)], [address, 0], f"address and refusals of gold {label}")
    for path in ("/words?versus=positive", "/words?misclassified=1&versus=positive", "/words?fold-copies=1", "/words?by=mean&versus=positive&fold-copies=1"):
        walk.visit(browser, path)
        equal(["versus" in walk.search(browser), browser.run(alerts)], [False, 0], f"refusals at {path}")


def error_rates_are_of_right_and_wrong_predictions(browser):
    choices = "[...document.getElementById('outcome').options].map(o => o.disabled).concat(document.getElementById('outcome').title !== '')"
    for outcome in ("misclassified", "correct"):
        walk.visit(browser, f"/words?{outcome}=1")
        equal(browser.run(choices), [False, False, False, False], "choices of scores")
        equal(asked_for(browser, "{ by: 'error-rate' }"), [], "rankings that are asked for")
        said = browser.run("[...document.querySelectorAll('.results > *')].map(n => n.textContent)")
        equal(said, ["Error rates are of right and wrong predictions together: choose “right or wrong” in “show”, or another order in “Sort by”."], "what is said")
        equal(browser.run(choices), [False, True, True, True], "choices of error rates")
        walk.set_value(browser, "outcome", "")
        equal([walk.search(browser), browser.run("document.querySelectorAll('table.words').length")], ["?by=error-rate", 1], "the table")


def an_order_that_there_is_not_is_the_usual_one(browser):
    said = "There is no order by bogus; there is contrast; mean score; total score; occurrences; error rate; ablation. This is the usual order."
    for path, tables in (("/words?by=bogus", 3), ("/words?label=negative&by=bogus", 1)):
        walk.visit(browser, path)
        shown = "[document.body.textContent.split(%s).length - 1, document.querySelectorAll('.failure').length, document.getElementById('by').value, document.querySelectorAll('.results table').length]"
        equal(browser.run(shown % json.dumps(said)), [1, 0, "", tables], f"sentences, refusals, order and tables at {path}")


def the_words_of_ablation_have_what_acts_on_them(browser):
    controls = "[...document.querySelectorAll('.page select, .page input, .page summary, .page .chips, .page .meaning')].filter(n => n.checkVisibility()).map(n => n.id || n.className)"
    walk.visit(browser, "/words?label=negative&contains=film&method=decompx-linear")
    before = browser.run(controls)
    walk.set_value(browser, "by", "ablation")
    equal(browser.run(controls), ["by"], "controls of ablation")
    walk.set_value(browser, "by", "")
    equal(browser.run(controls), before, "controls of the usual order")
    hints = browser.run("""(() => {
      const [change, p] = [{ value: -1, low: null }, { value: 0.2, q: 0.3 }];
      const of = (...words) => hintOfAblation(new Map(words.map((word, place) => [String(place), word])));
      return [of({ logit_change_difference: change, logit_change_p: p }), of({ logit_change_difference: change }), of({ logit_change_difference: change, logit_change_p: p }, { logit_change_difference: change }), of()];
    })()""")
    equal([["A word with a q of" in hint, "globenc-index ablate" in hint] for hint in hints], [[True, False], [False, True], [True, True], [False, False]], "what is said of q")


def the_further_figures_have_the_width_of_a_narrow_table(browser):
    seen = """[...document.querySelectorAll('table.words tbody tr, .ranks tbody tr')].map(row => {
      const rest = row.querySelector('.rest').getBoundingClientRect();
      const bottom = Math.max(...[...row.querySelectorAll('td')].filter(cell => cell.checkVisibility() && cell.textContent).map(cell => { const all = document.createRange(); all.selectNodeContents(cell); return all.getBoundingClientRect().bottom; }));
      return [rest.width > 290, bottom <= rest.top + 1, rest.right <= row.closest('.panel').getBoundingClientRect().right];
    })"""
    for path in ("by=ablation", "by=ablation&sort=against", "by=ablation&sort=logit", "label=negative&sort=flips", "label=negative", "by=error-rate", ""):
        walk.visit(browser, f"/words?{path}", width=390)
        rows = browser.run(seen)
        assert rows and all(all(row) for row in rows), f"wide, below the figures, and inside at {path}: {rows}"
        equal(browser.run("[...document.querySelectorAll('.panel.scroll, .ranks')].map(p => p.scrollWidth - p.clientWidth).filter(Boolean)"), [], f"what is out of sight at {path}")


CHECKS = (a_ranking_is_asked_without_what_does_not_go_with_it, error_rates_are_of_right_and_wrong_predictions, an_order_that_there_is_not_is_the_usual_one,
          the_words_of_ablation_have_what_acts_on_them, the_further_figures_have_the_width_of_a_narrow_table)
