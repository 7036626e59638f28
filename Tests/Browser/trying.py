"""Checks of the page on which one types: texts that an address does not hold, what a struck word looks like, and whose logit a figure is."""

import json
import re
import urllib.parse

import walk
from page import equal

BOX = "document.getElementById('typed').value"
NOTE = "(() => { const note = document.querySelector('.page > .note'); return note.hidden ? '' : note.textContent; })()"
LONG = " ".join(["A dull film, and not worth seeing."] * 100)
KEPT = "The address does not hold so long a text: this tab alone keeps it, after a reload, too."
LOST = "The text was too long for this address, which does not have it: type or paste it again."


def paste(browser, text):
    browser.run(f"(() => {{ const box = document.getElementById('typed'); box.value = {json.dumps(text)}; box.dispatchEvent(new Event('input')); }})()")
    browser.run("new Promise(done => setTimeout(done, 200))")
    walk.settle(browser)


def reload(browser):
    browser.events.clear()
    browser.call("Page.reload")
    while "Page.loadEventFired" not in browser.events:
        browser.run("1")
    browser.wait_for("!!document.querySelector('.page')?.firstChild")
    walk.settle(browser)


def a_text_too_long_for_an_address_is_kept(browser):
    walk.visit(browser, "/try?method=decompx-linear")
    for text, address in ((LONG, "?method=decompx-linear&long=1"), ("映" * 1200, "?method=decompx-linear&long=1"), (LONG + "!", "?method=decompx-linear&long=1")):
        paste(browser, text)
        equal([walk.search(browser), browser.run(NOTE)], [address, KEPT], f"address and note of {len(text)} letters")
    browser.click(".card .word[data-index='2']")
    walk.settle(browser)
    assert "out=2" in walk.search(browser), walk.search(browser)
    walk.set_value(browser, "scores-method", "0")
    equal(browser.run(BOX), LONG + "!", "with other scores")
    reload(browser)
    equal([browser.run(BOX), browser.run(NOTE)], [LONG + "!", KEPT], "after a reload")
    equal(browser.run("[...document.querySelectorAll('.word.out')].map(w => w.textContent)"), ["dull"], "what is struck out after a reload")
    paste(browser, "Short.")
    equal([walk.search(browser).split("&")[-1], browser.run(NOTE)], ["text=Short.", ""], "address and note of a short text")
    browser.run("history.back()")
    walk.settle(browser)
    equal([browser.run(BOX), browser.run(NOTE)], [LONG + "!", KEPT], "after going back")


def an_address_without_its_text_says_so(browser):
    for path in ("/try?long=1", "/try?long=1&out=2", "/try?text=" + urllib.parse.quote("…")):
        walk.visit(browser, "/")
        walk.visit(browser, path)
        equal([browser.run(BOX), browser.run(NOTE)], ["", LOST], path)
        equal(browser.run("[document.querySelectorAll('.card').length, document.querySelector('.prediction').textContent]"), [0, ""], f"predictions at {path}")
    paste(browser, "…")
    equal(browser.run("document.querySelectorAll('.card').length"), 1, "maps where the reader typed the mark")


def a_logit_has_its_class_beside_it(browser):
    for class_name in (None, "negative"):
        walk.visit(browser, "/try?method=decompx-linear&text=A+dull+film&out=2" + (f"&class={class_name}" if class_name else ""))
        rows = browser.run("[...document.querySelectorAll('.change tbody td')].map(cell => [cell.querySelector('b').textContent, cell.textContent])")
        equal(len(rows), 2, "rows")
        assert len({predicted for predicted, _ in rows}) == 2, f"the prediction does not change: {rows}"
        for predicted, text in rows:
            found = re.search(r" · logit [+-][0-9.]+ for (\w+) · ", text)
            assert found and found[1] == (class_name or predicted), f"{text}, with the class {class_name}"


def a_slow_explanation_tells_its_steps(browser):
    walk.visit(browser, "/try?text=A+dull+film&out=2")
    told, names = browser.run("""(async () => {
      const reach = fetch, told = [], explained = [], asked = [];
      const far = { running: true, scan: 0, examples: 0, steps: 12, of: 1050 };
      globalThis.fetch = async (path, options) => {
        if (path.startsWith('/api/progress?ask=')) { asked.push(path.slice('/api/progress?ask='.length)); return Response.json(far); }
        if (path !== '/api/explain') return reach(path, options);
        explained.push(options.headers['Globenc-Ask']);
        const shown = () => document.querySelector('.results > .waiting[role=status] > .seconds[aria-hidden=true]')?.textContent ?? '';
        while (!shown().includes('step') || asked.at(-1) !== explained.at(-1)) await new Promise((done) => { setTimeout(done, 20); });
        told.push([document.querySelector('.results > .waiting').textContent.replace(/ \\d+ s/, ' S s'), explained.at(-1) === asked.at(-1)]);
        return reach(path, options);
      };
      goWith({ class: 'positive' }, { replace: true });
      while (told.length < 2) await new Promise((done) => { setTimeout(done, 20); });
      globalThis.fetch = reach;
      return [told, new Set(explained).size];
    })()""")
    equal([told, names], [[["Explaining the text S s, step 12 of 1,050", True]] * 2, 2], "what is told of two explanations, and their names")
    walk.settle(browser)
    equal(browser.run("document.querySelectorAll('.results .card').length"), 2, "maps")


def what_is_awaited_has_a_bar_for_screen_readers(browser):
    walk.visit(browser, "/try")
    shown = browser.run("""(async () => {
      const reach = fetch, quiet = [];
      const of = async (far) => {
        globalThis.fetch = async (path, options) => { quiet.push(options.headers['Globenc-Quiet']); return path.startsWith('/api/progress') ? Response.json(far) : reach(path, options); };
        const box = waiting('Reading', new Map([['1', undefined]]));
        document.body.append(box);
        while (!box.querySelector('.seconds').textContent) await new Promise((done) => { setTimeout(done, 20); });
        const bar = box.querySelector('[role=progressbar]:not([hidden], [aria-hidden])');
        const values = bar && ['valuemin', 'valuenow', 'valuemax', 'label', 'live'].map((name) => bar.getAttribute(`aria-${name}`));
        box.remove();
        return [box.textContent.replace(/ \\d+ s/, ' S s'), values];
      };
      const none = { running: true, scan: 0, examples: 0, steps: null, of: null };
      const told = [];
      for (const far of [none, { ...none, waiting: true }, { ...none, steps: 12, of: 64, waiting: false }]) told.push(await of(far));
      globalThis.fetch = reach;
      return [told, [...new Set(quiet)]];
    })()""")
    equal(shown, [[["Reading S s", None], ["Reading S s, waits for others", None], ["Reading S s, step 12 of 64", ["0", "12", "64", "Reading", "off"]]], ["1"]], "texts and bars, and whether the answers are quiet")


def a_score_shown_above_a_word_covers_no_prediction(browser):
    for path, word in (("/try?text=A+dull+film&out=2", ".word.out"), ("/example?id={id}", ".card .word:not(.special)"), ("/examples", ".card .word:not(.special)")):
        identifier = urllib.parse.quote(walk.api(browser, "examples", k=1)["examples"][0]["example"])
        walk.visit(browser, path.replace("{id}", identifier))
        browser.run(f"document.querySelector('{word}').scrollIntoView({{ block: 'center' }})")
        x, y = browser.run(f"(() => {{ const r = document.querySelector('{word}').getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; }})()")
        browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        above, top, shown, opacity = browser.run(f"""(() => {{
          const word = document.querySelector('{word}'), look = getComputedStyle(word, '::after'), text = word.closest('.text');
          const above = [...text.closest('.card').querySelectorAll('header *, .kept *')].map(node => node.getBoundingClientRect().bottom);
          return [Math.max(...above), word.getClientRects()[0].top - parseFloat(look.height) - 2, look.content, getComputedStyle(word).opacity];
        }})()""")
        equal([shown != "none", opacity], [True, "1"], f"the score at {path}")
        assert above <= top, f"the score at {path} begins at {top}, above the end of the line before, {above}"
