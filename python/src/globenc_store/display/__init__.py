"""Texts with their scores for people: as coloured HTML in a notebook, as plain text elsewhere, and as a picture of
what [CLS] read.

`layout` divides a text into words, `numbers` and `plain` write what `globenc-query show` writes, `page` writes HTML,
`shown` chooses between them, and `heat` draws the heat map.
"""
