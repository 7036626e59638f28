"""Functions that the checks of a page share: its texts, its examples, and operations on it."""

import json
import math
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1])
TEXTS = "[...document.querySelectorAll('.card')].map(c => [...c.querySelectorAll('.segment')].map(s => s.textContent))"
IDS = "[...document.querySelectorAll('.card h3')].map(h => h.textContent)"
CHOICES = "[...document.querySelectorAll('.choice')].map(b => b.textContent)"
COUNT = "document.getElementById('count').textContent"


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def equal(actual, expected, what):
    assert actual == expected, f"{what}: {actual!r}, not {expected!r}"


def percent(share):
    """A share as the programs print it: to the nearest tenth of a percent, with 0 and 100 only for exact values."""
    hundredths = math.floor(share * 10_000 + 1e-6)
    tenths = (hundredths + 5) // 10
    if tenths == 0 and share > 0:
        return "< 0.1\u00a0%"
    return f"{(999 if tenths == 1000 and share < 1 else tenths) / 10:.1f}\u00a0%"


def show_all(browser):
    browser.run("(() => { const more = document.getElementById('more'); while (!more.hidden) more.click(); })()")


def choose_option(browser, select, value):
    browser.run(f"(() => {{ const s = document.getElementById('{select}'); s.value = '{value}'; s.dispatchEvent(new Event('change')); }})()")


def filter_by(browser, text):
    browser.run("(() => { const f = document.getElementById('filter'); f.value = ''; f.focus(); f.dispatchEvent(new Event('input')); })()")
    browser.type(text)


def card(identifier):
    return f"[...document.querySelectorAll('.card')].find(c => c.querySelector('h3').textContent === {json.dumps(identifier)})"
