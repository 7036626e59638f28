"""Times the pages of a running `globenc-index serve` in Chromium, as a reader waits for them: times.py ORIGIN

Prints a line for each page of the server's first store: the milliseconds from the start of the navigation until there are rows, which may be those of a first look, and
until nothing is awaited any more. Each page is loaded once, in this order; the server keeps answers, so the figures of a server that has been asked before are others.
Then come answers alone, as scripts of a page get them: words of a label, and the first hits of texts, three words each of an example. The exit status is 1 where something took more than
three times what it should, for machines differ so much.
"""

import json
import statistics
import sys
import urllib.parse

import walk
from devtools import Browser

# Milliseconds.
FIRST_ROWS = 1_000
FROM_TOTALS = 50
FIRST_HITS = 100
SLOWEST_MACHINE = 3

# Runs in each page before its own scripts, once a frame.
WATCH = """
globalThis.times = { rows: null, rest: null };
(function watch() {
  const now = performance.now();
  if (times.rows === null && document.querySelector('.card, .page tbody tr, .tiles dd, .neighbours li')) times.rows = now;
  if (times.rows === null || document.querySelector('.waiting, [aria-busy=true]')) times.rest = null;
  else times.rest ??= now;
  requestAnimationFrame(watch);
})();
"""
IS_AT_REST = "times.rest !== null && performance.now() - times.rest > 500"


def paths(browser):
    """Pages and their names."""
    info = walk.api(browser, "info")
    identifier = urllib.parse.quote(walk.api(browser, "examples", k=1)["examples"][0]["example"], safe="")
    yield "Overview", "/"
    yield "Words of each label", "/words"
    yield "Words of the mistakes", "/words?misclassified=1"
    yield "Examples", "/examples"
    yield "Examples with a frequent text", "/examples?contains=film"
    yield "Examples with a rare text", "/examples?contains=not+funny"
    yield "Examples with a word", "/examples?word=funny"
    yield "Examples by confidence", "/examples?sort=confidence"
    for column in info["columns"]["keep"][:1]:
        yield "Examples by a kept column", f"/examples?sort={urllib.parse.quote(column)}"
    yield "Examples like one", f"/examples?like={identifier}"
    yield "Example", f"/example?id={identifier}"


def time(browser, path):
    """Milliseconds until there are rows, and until the page is at rest; None for the former where there are none."""
    browser.visit(path)
    browser.wait_for(IS_AT_REST, f"{path} at rest")
    return browser.run("[times.rows, times.rest]")


def answer(browser, body):
    """Milliseconds that a script of a page waits."""
    return browser.run(f"(async () => {{ const begin = performance.now(); {body}; return performance.now() - begin; }})()")


def words_of_a_label(browser):
    # Another least number of texts compares other words, so that no answer is made from what the server remembers of the one before.
    label = walk.api(browser, "labels")["labels"][0]["label"]
    for texts in range(6, 25):
        yield answer(browser, f"await ask('top', {{ label: {label!r}, words: true, 'min-count': {texts} }})")


def other_rankings(browser):
    label = walk.api(browser, "labels")["labels"][0]["label"]
    for k in range(41, 60):
        yield answer(browser, f"await ask('top', {{ label: {label!r}, words: true, k: {k} }})")


def first_hits(browser):
    examples = walk.api(browser, "info")["examples"]
    for place in range(9):
        words = walk.api(browser, "examples", k=1, skip=examples * place // 9)["examples"][0]["text"].split()
        text = " ".join(words[len(words) // 3:][:3])
        yield answer(browser, f"""
          const facts = await factsOf({{}}), params = {{ contains: {json.dumps(text)} }}, {{ signal }} = new AbortController();
          const hits = makeHits({{ facts, params, asked: {{ store: facts.name, ...params }}, size: 30, isInOrder: true, signal }});
          while ((await hits.more()).examples.length === 0 && !hits.isAtEnd) {{ /* the next run of rows */ }}""")


def main():
    failures = 0

    def tell(name, text, is_well):
        nonlocal failures
        failures += not is_well
        print(f"{'ok' if is_well else 'not ok'} {name}: {text}", flush=True)

    with Browser(timeout=300) as browser:
        browser.origin = sys.argv[1].rstrip("/")
        browser.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        for name, path in paths(browser):
            rows, rest = time(browser, path)
            complaints = f"; the console says {browser.complaints}" if browser.complaints else ""
            tell(name, f"rows after {rows:.0f} ms, at rest after {rest:.0f}{complaints}", rows <= FIRST_ROWS * SLOWEST_MACHINE and not complaints)
            browser.complaints.clear()
        browser.visit("/compare")
        for name, measure, goal in (("Words of a label", words_of_a_label, FROM_TOTALS), ("The same words in other rankings", other_rankings, FROM_TOTALS),
                                    ("First hits of a text", first_hits, FIRST_HITS)):
            times = list(measure(browser))
            median = statistics.median(times)
            tell(name, f"median {median:.0f} ms of {len(times)}, {min(times):.0f} to {max(times):.0f}", median <= goal * SLOWEST_MACHINE)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
