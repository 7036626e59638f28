"""Texts that are copies of one another except for a few words.

A text is a bag of words without punctuation. Two are near copies where each lacks at most a sixth of the words of the longer one, rounded
down; copies of copies belong to one group. Near copies share one of their few rarest words, so that not each is compared with each (the
prefix filter of Bayardo, Ma & Srikant, 2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Bag = tuple[tuple[str, int], ...]


def _bag(words: Sequence[str]) -> Bag:
    """The words, the second "so" being another one than the first."""
    seen: Counter[str] = Counter()
    marked = []
    for word in words:
        marked.append((word, seen[word]))
        seen[word] += 1
    return tuple(sorted(marked))


def _allowed(words: int) -> int:
    return words // 6


def _are_near(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> bool:
    longer = max(len(one), len(other))
    needed = longer - _allowed(longer)
    return min(len(one), len(other)) >= needed and len(one & other) >= needed


def groups(texts: Sequence[Sequence[str]]) -> list[int]:
    """For each text the index of the first text of its group."""
    parents = list(range(len(texts)))

    def root(text: int) -> int:
        while parents[text] != text:
            parents[text] = parents[parents[text]]
            text = parents[text]
        return text

    def join(one: int, other: int) -> None:
        a, b = root(one), root(other)
        parents[max(a, b)] = min(a, b)

    known: dict[Bag, int] = {}
    distinct: list[int] = []
    sets: dict[int, frozenset[tuple[str, int]]] = {}
    for text, words in enumerate(texts):
        bag = _bag(words)
        if bag in known:
            join(known[bag], text)
        else:
            known[bag] = text
            distinct.append(text)
            sets[text] = frozenset(bag)
    frequency = Counter(word for text in distinct for word in sets[text])
    sharing: dict[tuple[str, int], list[int]] = {}
    for text in distinct:
        bag_set = sets[text]
        rarest = sorted(bag_set, key=lambda word: (frequency[word], word))[: _allowed(len(bag_set)) + 1]
        for word in rarest:
            members = sharing.setdefault(word, [])
            for other in members:
                if root(other) != root(text) and _are_near(sets[other], bag_set):
                    join(other, text)
            members.append(text)
    return [root(text) for text in range(len(texts))]


def distinct_texts(texts: Sequence[Sequence[str]]) -> int:
    """Number of groups."""
    return sum(first == text for text, first in enumerate(groups(texts)))
