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
# The visible texts whose contrast with their background is below 4.5 to 1. Whatever is translucent, such as an element with an opacity, is mixed with what is behind it.
CONTRAST = """(() => {
  const parts = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const channel = (part) => { const s = part / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const mix = (behind, color, share) => behind.map((part, place) => part * (1 - share) + color[place] * share);
  const over = (behind, [r, g, b, share = 1]) => mix(behind, [r, g, b], share);
  const ground = (node) => (node ? over(ground(node.parentElement), parts(getComputedStyle(node).backgroundColor)) : [255, 255, 255]);
  const seen = (node, color) => {
    for (; node; node = node.parentElement) color = mix(ground(node.parentElement), color, Number(getComputedStyle(node).opacity));
    return color;
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || node.closest('script,template,noscript,.skip,option,title') || !node.getClientRects().length) continue;
    const [behind, color] = [ground(node), parts(getComputedStyle(node).color)];
    const pair = [seen(node, over(behind, color)), seen(node, behind)].map(luminance).sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) low.push(`${contrast.toFixed(2)}: ${node.className || node.tagName}: ${text.data.trim().slice(0, 40)}`);
  }
  return low;
})()"""


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
