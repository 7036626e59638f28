"""Times the pages of a running `globenc-index serve` in Chromium, as a reader waits for them: times.py ORIGIN

Prints, for each page of the server's first store, the milliseconds from the start of the navigation until there are rows, which may be those of a first look, and
until nothing is awaited any more. Each page is loaded once, in this order; the server keeps answers, so the figures of a server that has been asked before are others.
"""

import sys
import urllib.parse

import walk
from devtools import Browser

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


def main():
    with Browser(timeout=300) as browser:
        browser.origin = sys.argv[1].rstrip("/")
        browser.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        print(f"{'page':32} {'rows':>8} {'at rest':>8}   (milliseconds)")
        for name, path in paths(browser):
            rows, rest = time(browser, path)
            print(f"{name:32} {rows:8.0f} {rest:8.0f}", flush=True)


if __name__ == "__main__":
    main()
