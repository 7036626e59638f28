"""Checks of the map of layers by words: of the method that is chosen, and of texts that were indexed in windows."""

import walk
from page import equal

# A store named `windows.globenc`, with all layers by n-enc and alti, holds the long texts w0 to w2 in windows.
MAP = "(() => { const map = document.querySelector('.map svg'); return map && [...map.querySelectorAll('rect[data-layer]')].map(cell => [+cell.dataset.layer, +cell.dataset.column]); })()"
CSV = """(async () => {
  const real = globalThis.copyOrSave;
  const copied = new Promise((done) => { globalThis.copyOrSave = async (blob) => { done(await blob.text()); return ''; }; });
  [...document.querySelectorAll('[aria-label="Copy the map"] button')].find((one) => one.textContent === 'CSV').click();
  try { return await copied; } finally { globalThis.copyOrSave = real; }
})()"""


def share(values):
    total = sum(values)
    return [value / total for value in values]


def the_map_is_of_the_method_that_is_chosen(browser):
    common = {"store": "windows.globenc", "id": "short"}
    for method in ("n-enc", "alti"):
        walk.visit(browser, f"/example?store=windows.globenc&id=short&method={method}&aggregate=rollout&pieces=1&map=own")
        said = browser.run("[...document.querySelectorAll('.hint')].map(h => h.textContent).find(t => t.includes('matrix of layer l alone'))")
        assert said.startswith(f"By {method}, rollout."), said
        rows = [line.split(",") for line in browser.run(CSV).strip().splitlines()][1:]
        for row in rows:
            matrix = walk.api(browser, "matrix", layer=row[0], method=method, aggregate="rollout", **common)["values"]
            for shown, expected in zip(map(float, row[1:]), share(matrix[0])):
                assert abs(shown - expected) < 1e-6, f"{method}, layer {row[0]}: {shown}, not {expected}"
        equal(len(rows), 3, "the layers")
        # A word of the text then has its row by the same method.
        final = walk.api(browser, "matrix", layer="final", method=method, aggregate="rollout", **common)
        browser.run("document.querySelectorAll('.card .word')[2].click()")
        walk.settle(browser)
        strongest = max(range(len(final["tokens"])), key=lambda place: final["values"][2][place])
        shown = browser.run("document.querySelector('.card .sources li').textContent")
        expected = walk.percent(round(share(final["values"][2])[strongest] * 10_000) / 10_000)
        assert shown.replace("\u00a0", " ").endswith(expected.replace("\u00a0", " ")), f"{method}: {shown}, not {expected}"


def a_text_in_windows_has_a_map_of_each_window(browser):
    walk.visit(browser, "/example?store=windows.globenc&id=w1")
    count = browser.run("document.querySelectorAll('#map-window option').length")
    assert count >= 3, f"{count} windows"
    for number in (1, count):
        walk.set_value(browser, "map-window", str(number))
        matrix = walk.api(browser, "matrix", store="windows.globenc", id="w1", window=number, layer="final")
        equal([matrix["window"], matrix["windows"]], [number, count], "the window of the matrix")
        cells = browser.run(MAP)
        equal([max(layer for layer, _ in cells) + 1, max(column for _, column in cells) + 1], [3, len(matrix["tokens"])], f"the cells of window {number}")
    equal(walk.search(browser), f"?store=windows.globenc&id=w1&window={count}", "the address")
    walk.set_value(browser, "map-row", "2")
    equal(walk.search(browser), f"?store=windows.globenc&id=w1&window={count}&token=2", "the address of a token")


def an_address_with_a_wrong_place_shows_the_usual_one(browser):
    for wrong in ("row=-3", "row=1e9&layer=-2", "row=x&layer=0", "row=1.5"):
        walk.visit(browser, f"/example?store=windows.globenc&id=short&{wrong}")
        assert browser.run(MAP), f"no map with {wrong}"
    for wrong in ("window=-1&token=-5", "window=abc&token=9999", "window=0"):
        walk.visit(browser, f"/example?store=windows.globenc&id=w1&{wrong}")
        equal(browser.run("document.getElementById('map-window')?.value"), "1", f"the window with {wrong}")
    walk.visit(browser, "/example?store=windows.globenc&id=w1&window=99")
    said = browser.run("[...document.querySelectorAll('[role=alert]')].map(n => n.textContent).join(' ')")
    assert "has no window 99" in said, said
