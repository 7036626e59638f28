"""Checks of the tables of words: their order, their end, the words that were taken out of their texts, the keyboard, and a narrow window.
`film`, `bad`, `not` and `crikey` were taken out of the texts of the first store."""

import walk
from page import equal

WORDS = "[...document.querySelectorAll('table.words tbody th[scope=row] a')].map(a => a.textContent)"
SORTED = "[...document.querySelectorAll('table.words thead [aria-sort]')].map(h => [h.className.split(' ')[0], h.getAttribute('aria-sort'), h.textContent.slice(-1)])"
ABLATED = ["film", "bad", "not", "crikey"]


def heading(key):
    return f"document.querySelector('table.words thead .of-{key} button')"


def cells(key):
    return f"[...document.querySelectorAll('table.words tbody td.of-{key}')].map(c => c.textContent)"


def ranked(browser, key, is_ascending, k=50, **asked):
    """The rows that are first by a figure among all of a ranking."""
    rows = walk.api(browser, "top", k=10_000, **asked)["tokens"]
    return sorted(rows, key=lambda row: row[key] if is_ascending else -row[key])[:k]


def a_table_is_sorted_over_all_words(browser):
    walk.visit(browser, "/words?label=negative")
    usual = browser.run(WORDS)
    for key, turns in (("texts", ("descending", "ascending")), ("q", ("ascending", "descending"))):
        for place, turn in enumerate(turns):
            browser.run(f"{heading(key)}.click()")
            walk.settle(browser)
            equal(walk.search(browser), f"?label=negative&sort={key}" + (f"&order={turn}" if place else ""), "the address")
            equal(browser.run(SORTED), [[f"of-{key}", turn, "↑" if turn == "ascending" else "↓"]], "the sorted heading")
            rows = ranked(browser, key, turn == "ascending", label="negative")
            equal(browser.run(WORDS), [row["token"] for row in rows], f"words by {key}, {turn}")
            equal(browser.run("document.querySelectorAll('.results .note').length"), 0, "sentences on an order of a part")
    browser.run(f"{heading('contrast')}.click()")
    walk.settle(browser)
    equal([walk.search(browser), browser.run(WORDS), browser.run(SORTED)], ["?label=negative", usual, [["of-contrast", "descending", "↓"]]], "as the server has them")


def an_order_of_the_server_can_be_turned_round(browser):
    walk.visit(browser, "/words?label=negative&by=mean")
    browser.run(f"{heading('mean')}.click()")
    walk.settle(browser)
    equal(walk.search(browser), "?label=negative&by=mean&order=ascending", "the address")
    equal(browser.run(WORDS), [row["token"] for row in ranked(browser, "mean", True, label="negative", by="mean")], "the lowest means")
    equal(browser.run(SORTED), [["of-mean", "ascending", "↑"]], "the sorted heading")
    # Scores with a sign have both ends, turned round, too.
    walk.visit(browser, "/words?label=negative&method=decompx-linear&order=ascending&k=20")
    rows = walk.api(browser, "top", label="negative", method="decompx-linear", k=20)["tokens"]
    equal(browser.run(WORDS), [row["token"] for row in reversed(rows)], "the lowest and the highest")
    # Error rates come in the order of their contrast.
    walk.visit(browser, "/words?by=error-rate")
    equal(browser.run(SORTED), [["of-contrast", "descending", "↓"]], "the order of error rates")
    browser.run(f"{heading('error_rate')}.click()")
    walk.settle(browser)
    equal(browser.run(WORDS), [row["token"] for row in ranked(browser, "error_rate", False, by="error-rate")], "the highest error rates")


def an_order_of_a_part_says_so(browser):
    walk.visit(browser, "/words?label=negative")
    # As if the server had more than 10,000 words, of which the first 200 are those of the store.
    browser.run("""(() => {
      const real = globalThis.ask;
      globalThis.ask = async (name, question, ...rest) => {
        const answer = await real(name, question, ...rest);
        if (name !== 'top' || question.k < 10_000) return answer;
        const { tokens } = answer.data;
        const others = Array.from({ length: 9_800 }, (_, place) => ({ ...tokens[0], token: `other ${place}`, count: 1, texts: 1, distinct_texts: 1, q: 1, contrast: 0 }));
        return { ...answer, data: { ...answer.data, tokens: [...tokens.slice(0, 200), ...others] } };
      };
    })()""")
    said = "The server ranks 10,000 words at most: this order is among the first 10,000 by contrast and as many of the most frequent."
    parts = [walk.api(browser, "top", label="negative", by=by, min_count=5, k=200)["tokens"] for by in ("contrast", "count")]
    known = list({row["token"]: row for part in parts for row in part}.values())
    by_q = sorted(known, key=lambda row: row["q"])[:50]
    for key, sentence, rows in (("texts", [], ranked(browser, "texts", False, label="negative")), ("q", [said], by_q)):
        browser.run(f"{heading(key)}.click()")
        walk.settle(browser)
        equal(browser.run(WORDS), [row["token"] for row in rows], f"words by {key}")
        equal(browser.run("[...document.querySelectorAll('.results .note')].map(p => p.textContent)"), sentence, f"the sentence on the order by {key}")
    browser.run("goWith({ order: 'ascending', sort: 'texts' })")
    walk.settle(browser)
    equal(browser.run("[...document.querySelectorAll('.results .note')].map(p => p.textContent)"), [said], "the sentence on the lowest texts")


def q_text(q):
    return "< 0.001" if q < 0.001 else f"{q:.3f}" if q < 0.1 else f"{q:.2f}"


def words_that_were_taken_out_have_a_q(browser):
    walk.visit(browser, "/words?by=ablation")
    q = {one["word"]: one["q"] for one in walk.api(browser, "evaluation") if one["q"] is not None}
    equal(sorted(q), sorted(ABLATED), "the words with a q")
    for turn in ("ascending", "descending"):
        browser.run(f"{heading('q')}.click()")
        walk.settle(browser)
        equal(browser.run(SORTED), [["of-q", turn, "↑" if turn == "ascending" else "↓"]], "the sorted heading")
        words = browser.run(WORDS)
        equal([q[word] for word in words], sorted(q.values(), reverse=turn == "descending"), f"the order by q, {turn}")
        equal(browser.run(cells("q")), [q_text(q[word]) for word in words], "the texts of q")
        grey = "[...document.querySelectorAll('table.words tbody tr.chance th a')].map(a => a.textContent)"
        equal(browser.run(grey), [word for word in words if q[word] >= 0.05], "the words that are grey")
    assert "A word with a q of 0.05 or more is grey" in browser.run("document.querySelector('.page > .hint').textContent"), "what q says"


def a_table_has_columns_of_ablation_where_a_word_of_it_was_taken_out(browser):
    seen = set()
    for path in ("label=negative&k=3", "label=negative&sort=q&k=3", "label=negative&sort=texts&k=50", "label=negative&sort=flips&k=2", "label=negative&by=count&k=50", "by=error-rate&k=2"):
        walk.visit(browser, "/words?" + path)
        listed = set(browser.run(WORDS)) & set(ABLATED)
        seen.add(bool(listed))
        for key in ("flips", "logit"):
            equal(any(browser.run(cells(key))), bool(listed), f"figures of {key} at {path}")
            equal(browser.run(f"!!{heading(key)}"), bool(listed), f"the column {key} at {path}")
    equal(seen, {True, False}, "tables with and without such words")


def words_that_were_taken_out_have_an_order(browser):
    walk.visit(browser, "/")
    lead = "[...document.querySelectorAll('.page a')].find(a => a.textContent === 'what that changed')"
    browser.run(f"{lead}.click()")
    browser.wait_for("location.pathname === '/words' && document.querySelectorAll('table.words').length === 1", "the words that were taken out")
    walk.settle(browser)
    equal(walk.search(browser), "?by=ablation", "the address")
    equal(browser.run("document.getElementById('by').selectedOptions[0].textContent"), "ablation", "the chosen order")
    results = {(one["word"], one["metric"]): one for one in walk.api(browser, "evaluation") if one["word"]}
    value = lambda word, metric: results[word, metric]["value"]
    count = lambda word, metric: "{} of {}".format(round(value(word, metric) * results[word, metric]["examples"]), results[word, metric]["examples"])
    # What is changed the least by its value, and so by its text, is last.
    for key, metric, is_ascending in (("flips", "flip_rate", False), ("others", "flip_rate_random", False), ("logit", "logit_change", True), ("against", "logit_change_difference", True)):
        if key != "flips":
            browser.run(f"{heading(key)}.click()")
            walk.settle(browser)
        words = browser.run(WORDS)
        equal(sorted(words), sorted(ABLATED), "the words")
        found = [value(word, metric) for word in words]
        equal(found, sorted(found, reverse=not is_ascending), f"the order by {key}")
        equal(browser.run(SORTED), [[f"of-{key}", "ascending" if is_ascending else "descending", "↑" if is_ascending else "↓"]], "the sorted heading")
    for key, metric in (("flips", "flip_rate"), ("others", "flip_rate_random")):
        equal(browser.run(cells(key)), [count(word, metric) for word in words], f"the texts of {key}")
    equal([text.split(" ")[0] for text in browser.run(cells("logit"))], [f"{value(word, 'logit_change'):+.2f}" for word in words], "the changes of the logit")
    browser.click("table.words tbody th a")
    browser.wait_for("location.pathname === '/examples'")
    equal(walk.search(browser), f"?word={words[0]}", "the examples of a word")
    for path, expected in (("?label=negative&by=ablation&sort=q", ABLATED), ("?label=negative&sort=flips", None), ("?label=negative&sort=logit", None)):
        walk.visit(browser, "/words" + path)
        shown = browser.run(WORDS)
        equal(sorted(shown[:4] if expected else shown[:3]), sorted(expected or ABLATED[:3]), f"the first words at {path}")
        assert browser.run(f"!!{lead}") != bool(expected), f"the link to all of them at {path}"
    walk.visit(browser, "/words?store=copies.globenc&by=ablation")
    assert "No words of this store were taken out" in browser.run("document.querySelector('.lack').textContent"), "what is said where there are none"


def the_focus_stays_on_a_heading(browser):
    walk.visit(browser, "/words?label=negative")
    focused = "document.activeElement.closest('th')?.className.split(' ')[0]"
    for key in ("texts", "q", "q", "total", "mean", "mean"):
        browser.run(f"{heading(key)}.focus()")
        before = browser.run("location.search")
        browser.press("Enter", text="\r")
        browser.wait_for(f"location.search !== '{before}'")
        walk.settle(browser)
        equal(browser.run(focused), f"of-{key}", "where the focus is after Enter")
    browser.press("Tab")
    equal(browser.run(focused), "of-total", "where the next Tab leads")


def a_table_goes_on_to_its_end(browser):
    every = [row["token"] for row in walk.api(browser, "top", label="negative", min_count=1, k=10_000)["tokens"]]
    assert len(every) > 2000, len(every)
    walk.visit(browser, "/words?label=negative&min-count=1&k=800")
    end = "document.querySelector('.results > [data-stays=end]')"
    browser.run(f"{end}.focus()")
    for shown in (1600, 3200, len(every)):
        browser.press("Enter", text="\r")
        browser.wait_for(f"document.querySelectorAll('table.words tbody tr').length === {min(shown, len(every))}", f"{shown} words")
        walk.settle(browser)
        equal(browser.run(f"document.activeElement === {end}"), True, "whether the focus is at the end of the table")
    equal(browser.run(WORDS), every, "all words")
    equal(browser.run(f"[{end}.tagName, {end}.textContent]"), ["P", f"These are all {len(every):,} words of the ranking."], "the end")
    last = browser.run("(() => { const n = endOfTable(10_000, null, 10_000, 'word'); return [n.tagName, n.textContent]; })()")
    assert last[0] == "P" and last[1].startswith("These are 10,000 words, and a table has no more."), last


def a_narrow_window_has_the_figures_that_matter(browser):
    seen = """(key) => {
      const [cell, box] = [document.querySelector(`table.words tbody .of-${key}`), document.querySelector('.panel.scroll')].map(n => n?.getBoundingClientRect());
      return !!cell && cell.width > 0 && cell.right <= box.right && cell.right <= innerWidth;
    }"""
    for path, keys in (("label=negative", ("contrast", "q")), ("label=negative&by=total&method=decompx-linear", ("total", "q")), ("label=negative&sort=texts", ("texts", "contrast", "q")),
                       ("by=error-rate", ("error_rate", "contrast", "q")), ("by=ablation", ("flips", "others", "q")), ("label=negative&sort=flips", ("flips", "contrast", "q")),
                       ("label=negative&min-count=1&sort=logit&by=total", ("logit", "total", "q"))):
        walk.visit(browser, f"/words?{path}", width=390)
        for key in keys:
            assert browser.run(f"({seen})('{key}')"), f"{key} is out of sight at {path}"
        browser.run("document.querySelector('table.words .opens button').click()")
        walk.settle(browser)
        equal(browser.run("document.querySelectorAll('.spread table').length"), 1, f"what is opened at {path}")
        equal(browser.run("(() => { const p = document.querySelector('.panel.scroll'); return [p.scrollWidth - p.clientWidth, document.documentElement.scrollWidth]; })()"), [0, 390], f"the widths at {path}")
    walk.visit(browser, "/words?label=negative", width=390)
    row = walk.api(browser, "top", label="negative", k=1)["tokens"][0]
    assert browser.run("document.querySelector('table.words tbody .rest').innerText").startswith(f"times {row['count']} · texts {row['texts']}"), "the second line"


CHECKS = (a_table_is_sorted_over_all_words, an_order_of_the_server_can_be_turned_round, an_order_of_a_part_says_so, words_that_were_taken_out_have_an_order,
          words_that_were_taken_out_have_a_q, a_table_has_columns_of_ablation_where_a_word_of_it_was_taken_out,
          the_focus_stays_on_a_heading, a_table_goes_on_to_its_end, a_narrow_window_has_the_figures_that_matter)
