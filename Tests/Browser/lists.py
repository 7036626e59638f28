"""Checks of the lists of examples: near copies, searches in runs of rows, slices of ids."""

import urllib.parse

import walk
from page import equal

# A store named `copies.globenc` has these texts, with the ids c0, c1 and so on.
COPIES = [
    "a film that knows exactly what it wants to be",                   # c0: 10 words, of which a copy may lack one
    "nothing here is like anything before it",
    "a film that knows exactly what it wants to say",                  # one word of c0 is another
    "a film that knows exactly what one wants to say",                   # two words of c0 are, one of c2 is
    "A FILM that knows exactly what it wants to be !",                 # neither case
    "a film that knows exactly what it wants to be !",                 # nor marks count
    "short text", "short texts",                                       # 2 words, of which a copy lacks none
    "short text .",
    "so so so so so so dull", "so so so so so dull",                   # repeated words count
    "!!!", "!!!",
    "great film 😍", "great film 😡",                                   # a symbol is a word, and 3 words lack none
    "one two three four five six", "one two three four five seven", "one two three four nine six",
    "one two three four five six .",                                   # c16 and c17 are copies of c15, not of each other
]
GROUPS = {"c0": ["c2", "c3", "c4", "c5"], "c1": [], "c6": ["c8"], "c7": [], "c9": ["c10"], "c11": ["c12"], "c13": [], "c14": [], "c15": ["c16", "c17", "c18"]}

ENTRIES = """[...document.querySelectorAll('.results > .list > .entry')].map(entry => {
  const ids = [...entry.querySelectorAll('.card h3')].map(h => h.textContent);
  return [ids[0], ids.slice(1), entry.querySelector('summary')?.textContent ?? ''];
})"""


def near_copies_are_folded(browser):
    walk.visit(browser, "/examples?store=copies.globenc")
    equal(browser.run(f"({ENTRIES}).map(([id, copies]) => [id, copies])"), [[name, []] for name in GROUPS], "what is in sight")
    browser.run("document.querySelectorAll('.folded').forEach(fold => { fold.open = true; })")
    walk.settle(browser)
    shown = browser.run(ENTRIES)
    equal({name: copies for name, copies, _ in shown}, GROUPS, "what is folded")
    equal([said for _, _, said in shown if said], ["4 near copies: c2, c3, c4, …", "1 near copy: c8", "1 near copy: c10", "1 near copy: c12", "3 near copies: c16, c17, c18"], "what is said of it")
    browser.run("document.querySelector('.folded .card').scrollIntoView()")
    browser.wait_for("!!document.querySelector('.folded .card:not(.undressed) .word')", "the words of an opened copy")
    # The store finds as many among the words of its tokenizer, which has no capitals.
    found = walk.api(browser, "top", store="copies.globenc", by="count", length="1..", fold_copies=1)
    equal([found["examples"], found["copies_left_out"]], [len(GROUPS), len(COPIES) - len(GROUPS)], "the copies that the store finds")
    browser.run("document.querySelector('#folded').click()")
    walk.settle(browser)
    equal(browser.run("location.search"), "?store=copies.globenc&copies=apart", "the address")
    equal(browser.run(walk.IDS), [f"c{place}" for place in range(len(COPIES))], "all in a row")


def runs_of_rows_have_the_hits_of_a_whole_search(browser):
    walk.visit(browser, "/examples")
    for contains in ("film", "dull", "no text has this"):
        found = browser.run("""(async () => {
          const facts = await factsOf({}), { signal } = new AbortController();
          const hits = makeRuns(facts, { store: facts.name, contains: %r, k: 7 }, signal, 16), ids = [], steps = [];
          while (!hits.isAtEnd) {
            const { examples } = await hits.more();
            ids.push(...examples.map(({ example }) => example));
            steps.push(examples.length);
          }
          return [ids, steps];
        })()""" % contains)
        ids, steps = found
        expected = [] if contains.startswith("no ") else [row["example"] for row in walk.api(browser, "examples", contains=contains, k=1000)["examples"]]
        equal(ids, expected, f"the examples with {contains}")
        assert max(steps) <= 7 and (not expected or len(steps) >= 4), f"the hits of each step: {steps}"


def a_search_of_a_large_store_survives_a_failure(browser):
    walk.visit(browser, "/examples")
    found = browser.run("""(async () => {
      const facts = await factsOf({}), params = { contains: 'film' }, { signal } = new AbortController(), real = globalThis.ask;
      const large = { ...facts, info: { ...facts.info, examples: 60_000 } };
      const hits = makeHits({ facts: large, params, asked: { store: facts.name, ...params }, size: 7, isInOrder: true, signal });
      const ids = [];
      let [asked, failures, rows] = [0, 0, new Set()];
      globalThis.ask = (name, question, ...rest) => {
        asked += 1;
        rows.add(question.rows);
        return asked % 3 === 0 ? Promise.reject(new Refusal('Not now.', 503)) : real(name, question, ...rest);
      };
      try {
        while (!hits.isAtEnd) {
          try { ids.push(...(await hits.more()).examples.map(({ example }) => example)); } catch (error) {
            if (!(error instanceof Refusal) || error.status !== 503) throw error;
            failures += 1;
          }
        }
      } finally { globalThis.ask = real; }
      return [ids, failures, [...rows]];
    })()""")
    ids, failures, rows = found
    equal(ids, [row["example"] for row in walk.api(browser, "examples", contains="film", k=1000)["examples"]], "the hits, each once")
    equal(rows, ["..10000", "10001..50000", "50001.."], "the runs of rows")
    assert failures > 2, f"{failures} failures"


def a_slice_may_be_of_ids(browser):
    first, second = [row["example"] for row in walk.api(browser, "examples", k=5)["examples"]][2:4]
    walk.visit(browser, "/examples")
    for one in (second, first):
        walk.set_value(browser, "filter-id", one)
        walk.settle(browser)
    equal(browser.run("location.search"), f"?ids={urllib.parse.quote(second)}&ids={urllib.parse.quote(first)}", "the address")
    equal(browser.run(walk.IDS), [first, second], "the examples")
    equal(browser.run("document.querySelector('.bar p').textContent"), "2 of 600 examples", "the number")
    browser.run("[...document.querySelectorAll('.chips button')][0].click()")
    walk.settle(browser)
    equal(browser.run(walk.IDS), [first], "after one was taken back")


def a_search_without_a_hit_says_so(browser):
    walk.visit(browser, "/examples?contains=no+text+has+this")
    equal(browser.run("document.querySelector('.results [role=alert] p').textContent"), "No example has 'no text has this' in the text.", "the sentence")
    equal(browser.run("document.querySelector('.bar p').textContent"), "", "the number")
    equal(browser.run("document.querySelector('.keep').hidden"), True, "whether there is something to save")
    walk.visit(browser, "/examples?contains=film&sort=confidence")
    walk.set_value(browser, "contains", "no text has this", "input")
    browser.wait_for("document.querySelector('.results [role=alert]') !== null", "the sentence")
    equal(browser.run("document.querySelector('.bar p').textContent"), "", "the number of another search")


def a_slice_is_a_report_that_can_be_kept_as_a_file(browser):
    walk.visit(browser, "/examples?contains=film&misclassified=1&sort=confidence")
    expected = walk.api(browser, "examples", contains="film", misclassified=1, sort="confidence", k=1000)
    store = browser.run("(async () => (await factsOf({})).name)()")
    browser.visit(browser.run("document.querySelector('.keep').getAttribute('href')"))
    browser.wait_for("document.querySelectorAll('#list .card').length > 0", "the examples")
    said = browser.run("document.querySelector('.slice').textContent")
    assert f"{expected['count']} misclassified examples" in said, said
    shown = browser.run(walk.IDS)
    equal(shown, [row["example"] for row in expected["examples"]][:len(shown)], "the first examples in their order")
    equal(browser.run("[...document.querySelectorAll('nav a')].map(a => a.getAttribute('href'))"),
          [f"{page}?store={urllib.parse.quote(store)}" for page in ("/", "/words", "/examples", "/compare", "/try")], "where its links lead")
    equal(browser.run("!!document.querySelector('script:not([src]):not([type]), style')"), False, "whether there is an inline script or style sheet")
    file = browser.run("fetch(document.querySelector('.keep').href).then(answer => answer.text())")
    assert file.startswith("<!DOCTYPE html>") and f"{expected['count']} misclassified examples" in file and "/assets/" not in file, file[:200]
    assert all(f'"{row["example"]}"' in file for row in expected["examples"]), "an example is not in the file"


def a_list_that_finds_near_copies_alone_waits_for_the_reader(browser):
    walk.visit(browser, "/examples")
    browser.run("""(() => {
      const real = globalThis.ask;
      globalThis.fetched = 0;
      globalThis.ask = async (name, question, ...rest) => {
        if (name !== 'examples' || question['no-count'] !== true) return real(name, question, ...rest);
        globalThis.fetched += 1;
        const answer = await real(name, { ...question, after: null, k: 1 }, ...rest);
        const [one] = answer.data.examples;
        const examples = Array.from({ length: 30 }, (_, place) => ({ ...one, example: `copy ${globalThis.fetched}-${place}` }));
        return { ...answer, data: { ...answer.data, examples }, next: 'more' };
      };
      goWith({ length: '1..' });
    })()""")
    walk.settle(browser)
    first = browser.run("globalThis.fetched")
    assert 1 <= first <= 2, f"{first} answers were fetched, all of near copies"
    walk.settle(browser)
    equal(browser.run("globalThis.fetched"), first, "the answers after a while")
    more = "[...document.querySelectorAll('.end button')].find(b => b.textContent === 'Show more')"
    browser.run(f"{more}.click()")
    walk.settle(browser)
    equal(browser.run("globalThis.fetched"), first + 1, "the answers after a click")
    equal(browser.run("document.querySelectorAll('.results > .list > .entry').length"), 1, "the examples in sight")


def the_keys_of_a_list_pass_over_what_is_folded(browser):
    walk.visit(browser, "/examples?store=copies.globenc")
    heads, at = list(GROUPS), "document.activeElement.closest('.entry, .card')?.querySelector('h3')?.textContent"
    for name in heads:
        browser.press("j", code="KeyJ", text="j")
        equal(browser.run(at), name, "the example after j")
    for name in reversed(heads[:-1]):
        browser.press("k", code="KeyK", text="k")
        equal(browser.run(at), name, "the example after k")


def a_count_is_never_of_fewer_examples_than_it_says(browser):
    walk.visit(browser, "/examples")
    # The store grows while the page is open: what the page knows of it is older than the answer.
    browser.run("(async () => { (await factsOf({})).info.examples = 100; goWith({ length: '1..' }); })()")
    walk.settle(browser)
    equal(browser.run("document.querySelector('.bar p').textContent"), "600 of 600 examples", "the number")


def a_sorted_list_has_every_example_once(browser):
    walk.visit(browser, "/examples?sort=confidence&copies=apart")
    browser.run("""(() => {
      const real = globalThis.ask;
      globalThis.sorts = 0;
      globalThis.ask = (name, question, ...rest) => { globalThis.sorts += name === 'examples' && question.sort !== undefined; return real(name, question, ...rest); };
      goWith({ ascending: true });
    })()""")
    walk.settle(browser)
    for _ in range(40):
        if browser.run(f"{walk.IDS}.length") == 600:
            break
        browser.run("window.scrollTo(0, document.body.scrollHeight)")
        walk.settle(browser)
    expected = [row["example"] for row in walk.api(browser, "examples", sort="confidence", ascending=1, k=1000)["examples"]]
    equal(browser.run(walk.IDS), expected, "the examples in their order")
    assert browser.run("globalThis.sorts") <= 3, f"the server sorted {browser.run('globalThis.sorts')} times"
