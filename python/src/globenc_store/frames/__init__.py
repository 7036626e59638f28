"""Tables of examples, tokens and words, as pandas or Arrow have them."""
