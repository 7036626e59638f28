"""Loads pages of `globenc-query report` in Chromium and checks them as a person would use them: report.py FOLDER

FOLDER holds sample.html, hostile.html, crowded.html, large.html, sets.html, classes.html, signed.html, partial.html and value.html, each with its examples in a .json beside it, and of one example of the sample the
words (words.json, of `top --example`) and the final matrix (matrix.json), and the words of the label negative (negative.json, of `top --label`). Prints a line a check; the exit status is 1 if one failed.
"""

import sys
import traceback

import choosing
import scores
import texts
import use
from devtools import Browser
from page import CONTRAST, FOLDER, equal

SAMPLE = [
    texts.texts_are_the_corpus, texts.words_have_the_scores_of_top, texts.a_click_shows_what_a_word_is_made_of,
    texts.a_score_shows_on_hover, choosing.the_filter_finds_text_and_id, choosing.examples_can_be_sorted, choosing.outcomes_can_be_chosen,
    choosing.a_number_of_the_confusion_matrix_shows_its_examples, choosing.a_word_of_a_panel_shows_the_examples_of_its_label,
    choosing.a_panel_has_the_numbers_of_top, choosing.what_the_filter_finds_is_outlined, texts.colours_are_of_one_scale_or_of_each_text,
    use.an_address_leads_to_an_example, use.an_address_leads_to_the_last_example, use.on_paper_everything_is_open_and_coloured,
    texts.the_slider_walks_the_layers, use.a_keyboard_is_enough, use.everything_has_a_name, choosing.further_examples_come_on_demand,
    use.without_scripts_the_figures_are_there,
]


def checks():
    """A check, its page and its window."""
    for check in SAMPLE:
        yield check.__name__, check, "sample.html", {}
    for check in (choosing.kept_values_are_shown_and_filtered_by, texts.what_was_not_read_looks_so):
        yield check.__name__, check, "crowded.html", {}
    for check in (
            scores.a_reader_switches_method_and_class, scores.words_have_the_signed_scores_of_the_export, scores.tokens_and_bias_make_the_logit,
            scores.a_panel_has_both_ends_of_top, scores.a_score_shows_on_focus):
        yield check.__name__, check, "signed.html", {}
    yield "an_example_without_the_scores_says_so", scores.an_example_without_the_scores_says_so, "partial.html", {}
    yield "a_value_has_signed_scores", scores.a_value_has_signed_scores, "value.html", {}
    yield "everything_has_a_name on signed.html", use.everything_has_a_name, "signed.html", {}
    yield "sets_of_labels_are_on_the_cards", texts.sets_of_labels_are_on_the_cards, "sets.html", {}
    yield "classes_and_outcomes_choose_examples", choosing.classes_and_outcomes_choose_examples, "classes.html", {}
    for check in (use.nothing_of_the_corpus_runs, use.every_id_has_an_address):
        yield check.__name__, check, "hostile.html", {}
    for width in (390, 768, 1280):
        yield f"large_figures_keep_apart at {width}", texts.large_figures_keep_apart, "large.html", {"width": width}
        for page in ("sample.html", "hostile.html", "crowded.html", "classes.html"):
            yield f"figures_of_a_panel_keep_apart on {page} at {width}", texts.figures_of_a_panel_keep_apart, page, {"width": width}
    for page in ("sample.html", "signed.html", "partial.html", "hostile.html", "crowded.html", "classes.html"):
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
