"""Takes a picture of a page of `globenc-query report`: screenshot.py PAGE PNG [WIDTH HEIGHT [dark]]"""

import sys

from devtools import Browser

page, picture, *rest = sys.argv[1:]
width, height = map(int, rest[:2] or (1120, 2300))
with Browser() as browser:
    browser.open(page, width, height, dark="dark" in rest)
    # A word whose sources are shown.
    browser.run("[...document.querySelectorAll('.card')][1]?.querySelectorAll('.word')[7]?.click()")
    browser.screenshot(picture)
