"""Walks the pages of a running `globenc-index serve` in Chromium: serve.py ORIGIN

The server has the sample of reviews as its first store (with every layer, n-enc and decompx-linear, the column score kept, an evaluation, and the words of
words.py taken out of their texts), and stores named `hostile.globenc`, `copies.globenc` (lists.py says of what), `windows.globenc` (maps.py does) and
`empty.globenc`, which has no example; and the model of the sample. Prints a line a
check; the exit status is 1 if one failed.
"""

import sys
import traceback
import urllib.parse

import comparing
import failing
import lists
import maps
import orders
import trying
import walk
import words
from devtools import Browser
from page import CONTRAST, equal
from use import everything_has_a_name

PATHS = ("/", "/words", "/words?label=negative", "/words?by=ablation", "/examples?sort=confidence", "/examples?store=copies.globenc&contains=t", "/example?id={id}", "/example?id={id}&method=decompx-linear&row=2",
         "/compare?id={id}&method2=decompx-linear", "/try?text=A+dull+film&out=2")


def page_of(path, identifier):
    return path.replace("{id}", urllib.parse.quote(identifier, safe=""))


def a_keyboard_is_enough(browser):
    walk.visit(browser, "/examples")
    browser.wait_for("!!document.querySelector('.card .word')")
    browser.press("/", code="Slash", text="/")
    equal(browser.run("document.activeElement.id"), "contains", "after /")
    browser.run("document.activeElement.blur()")
    walk.settle(browser)
    focused = "[document.activeElement.className.split(' ')[0], document.activeElement.dataset.index]"
    browser.press("j", code="KeyJ", text="j")
    browser.wait_for(f"{focused}.join() === 'word,0'", "the first word after j")
    for key, expected in (("ArrowRight", "1"), ("End", None), ("Home", "0"), ("ArrowRight", "1")):
        browser.press(key)
        if expected:
            equal(browser.run(focused), ["word", expected], f"after {key}")
    browser.press("Enter")
    equal(browser.run("document.querySelector('.card [aria-selected=true]').dataset.index"), "1", "chosen with Enter")
    walk.visit(browser, "/")
    browser.press("Tab")
    equal(browser.run("document.activeElement.className"), "skip", "after the first Tab")
    for _ in range(3):
        browser.press("Tab")
    browser.press("Enter", text="\r")
    browser.wait_for("location.pathname === '/examples'", "the page that the third link leads to")
    equal(browser.run("document.activeElement.id"), "content", "where the focus is on a new page")


def nothing_of_a_corpus_runs(browser):
    for row in walk.api(browser, "examples", store="hostile.globenc", k=14)["examples"]:
        walk.visit(browser, "/example?store=hostile.globenc&id=" + urllib.parse.quote(row["example"], safe=""))
        equal(browser.run("typeof hit"), "undefined", f"what {row['example']} ran")
        shown = browser.run("[...document.querySelectorAll('.card .segment')].map(s => s.textContent)")
        equal(shown, [row["text"]] + ([row["pair"]] if row["pair"] is not None else []), "the text")
    for path in ("/", "/words", "/examples", "/compare", "/try"):
        walk.visit(browser, path + "?store=hostile.globenc")
        equal(browser.run("typeof hit"), "undefined", f"what ran on {path}")


def what_fails_says_so(browser):
    walk.visit(browser, "/example?id=nobody")
    assert "nobody" in browser.run("document.querySelector('[role=alert]').textContent"), "no sentence on an unknown example"
    walk.visit(browser, "/words?label=nothing")
    assert "nothing" in browser.run("document.querySelector('[role=alert]').textContent"), "no sentence on an unknown label"
    for path in ("/examples?method=magic", "/example?id=movies-1&method=magic", "/try?text=a+dull+film&method=w&aggregate=rollout&class=gold"):
        walk.visit(browser, path)
        browser.wait_for("!!document.querySelector('.card .word')", f"a text at {path}")
        note = browser.run("document.querySelector('.meaning').textContent")
        assert "These are the scores by n-enc" in note, f"no sentence on a method that is not there at {path}: {note}"


def strong_words_of_one_label_are_looked_for_on_request(browser):
    walk.visit(browser, "/words")
    browser.run("[...document.querySelectorAll('.page button')].find(b => b.textContent === 'Look for them').click()")
    panel = "[...document.querySelectorAll('.panel')].find(p => p.querySelector('h3').textContent === 'Which words stand for one label?')"
    browser.wait_for(f"!{panel}.querySelector('button') && !{panel}.querySelector('[aria-busy=true]')", "cues")
    text = browser.run(f"{panel}.textContent")
    assert "No token in 600 examples is strong, pure and frequent enough" in text, f"what is said where there are none: {text}"


def a_first_look_gives_way_to_the_whole_answer(browser):
    walk.visit(browser, "/examples")
    shown = browser.run("""(async () => {
      const box = element('div'), shown = [], { signal } = new AbortController();
      const note = () => shown.push([box.textContent, box.getAttribute('aria-busy')]);
      const look = lookAt({ info: { examples: 1e6 } }, {}, async (part) => { setTimeout(note, 50); return [JSON.stringify(part)]; });
      await fill(box, signal, 'Reading', () => new Promise((done) => { setTimeout(() => done(['all']), 200); }), look);
      note();
      const isLate = { look: () => new Promise((done) => { setTimeout(() => done(['look']), 50); }) };
      await fill(box, signal, 'Reading', async () => ['all'], isLate.look);
      await new Promise((done) => { setTimeout(done, 100); });
      note();
      const small = lookAt({ info: { examples: 49_999 } }, {}, null), part = lookAt({ info: { examples: 1e6 } }, { rows: '..5' }, null);
      return [shown, small, part];
    })()""")
    (look, whole, late), small, part = shown
    assert look[0].startswith("Reading") and "A first look, at the first 10,000 rows" in look[0] and '{"rows":"..10000"}' in look[0], f"the look: {look}"
    equal([look[1], whole, late, small, part], ["true", ["all", None], ["all", None], None, None], "what follows the look, and where there is none")


def looks(path, width, dark):
    def check(browser):
        identifier = walk.api(browser, "examples", k=2)["examples"][1]["example"]
        walk.visit(browser, page_of(path, identifier), width=width, dark=dark)
        equal(browser.run(CONTRAST), [], "text of too little contrast")
        assert browser.run("document.documentElement.scrollWidth") <= width, "the page is wider than the window"
        if width == 1280 and not dark:
            everything_has_a_name(browser)
    return check


def checks():
    """A check and its name."""
    for check in (walk.a_number_of_the_overview_leads_to_its_examples, walk.words_are_those_of_top, walk.a_search_is_in_the_address, walk.the_list_goes_on_to_its_end,
                  walk.an_example_has_its_scores_and_layers, walk.two_methods_stand_beside_each_other, walk.what_is_typed_is_explained,
                  lists.near_copies_are_folded, lists.runs_of_rows_have_the_hits_of_a_whole_search, lists.a_search_of_a_large_store_survives_a_failure, lists.a_slice_may_be_of_ids, lists.a_search_without_a_hit_says_so,
                  maps.the_map_is_of_the_method_that_is_chosen, maps.a_text_in_windows_has_a_map_of_each_window, maps.an_address_with_a_wrong_place_shows_the_usual_one,
                  lists.a_sorted_list_has_every_example_once, lists.a_slice_is_a_report_that_can_be_kept_as_a_file, lists.a_list_that_finds_near_copies_alone_waits_for_the_reader,
                  lists.the_keys_of_a_list_pass_over_what_is_folded, lists.a_count_is_never_of_fewer_examples_than_it_says,
                  comparing.two_methods_stay_apart, comparing.a_choice_on_one_side_leaves_the_other, comparing.two_stores_are_compared_by_one_method,
                  comparing.the_corpus_is_compared_by_what_the_sides_show,
                  comparing.a_method_that_a_store_lacks_is_not_shown,
                  trying.a_text_too_long_for_an_address_is_kept, trying.an_address_without_its_text_says_so, trying.a_logit_has_its_class_beside_it,
                  trying.a_slow_explanation_tells_its_steps, trying.what_is_awaited_has_a_bar_for_screen_readers,
                  trying.a_score_shown_above_a_word_covers_no_prediction,
                  failing.an_empty_store_says_so, failing.an_unknown_example_has_no_panels, failing.another_try_is_offered_where_it_can_help, failing.sentences_name_the_controls_of_the_page,
                  a_keyboard_is_enough, nothing_of_a_corpus_runs, what_fails_says_so,
                  strong_words_of_one_label_are_looked_for_on_request, a_first_look_gives_way_to_the_whole_answer, *words.CHECKS, *orders.CHECKS):
        yield check.__name__, check
    for path in PATHS:
        for width in (390, 1280, 1920):
            for dark in (False, True):
                yield f"looks of {path} at {width}, {'dark' if dark else 'light'}", looks(path, width, dark)


def main():
    failures = 0
    with Browser() as browser:
        browser.origin = sys.argv[1].rstrip("/")
        # A window that nobody looks at gets no events of the focus.
        browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
        for name, check in checks():
            try:
                browser.complaints.clear()
                check(browser)
                equal(browser.complaints, [], "complaints of the page")
                print(f"ok {name}", flush=True)
            except Exception as error:  # pylint: disable=broad-except
                failures += 1
                print(f"not ok {name}: {error or traceback.format_exc()}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
