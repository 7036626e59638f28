"""Writes signed-texts.csv and signed-expected.csv: the recipe of `Contrast` for signed scores, computed with scipy from made-up texts."""

import csv
import random
from math import comb

import numpy as np
from scipy import stats

random.seed(13)
WORDS = ["film", "good", "bad", "bor", "surpris", "fine", "act", "not", "was", "the"]
SLICE, TEXTS = 18, 60
texts = []
for number in range(TEXTS):
    chosen = number < SLICE
    scores = {}
    if random.random() < 0.8:
        scores["film"] = random.randint(-300, 300)
    if random.random() < 0.3:
        scores["good"] = random.randint(200, 900) * (-1 if chosen else 1)  # against the class in the slice, for it elsewhere
    if random.random() < (0.5 if chosen else 0.1):
        scores["bad"] = random.randint(100, 2000)  # always for it
    if random.random() < (0.5 if chosen else 0.1):
        scores["surpris"] = -random.randint(100, 2000)  # always against it
    if number in (1, 4, 7, 30, 40, 50):
        scores["fine"] = 1024 if chosen else -1024  # sums to 0 over all texts
    if number % 4 == 0:
        scores["bor"] = -random.randint(50, 200) if chosen else random.randint(50, 200)
    if chosen and number % 3 == 0:
        scores["act"] = -random.randint(50, 200)  # in the slice only
    if random.random() < 0.3:
        scores["not"] = random.choice([-1, 1]) * random.randint(1, 5000)
    scores["was"] = -16  # the same in every text
    scores["the"] = random.randint(-60, 60)  # in every text
    texts.append(scores)

with open("signed-texts.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["text", "label", "word", "score"])  # in units of 1/1024
    for number, scores in enumerate(texts):
        for word in WORDS:
            if word in scores:
                writer.writerow([number + 1, "negative" if number < SLICE else "positive", word, scores[word]])

n, k = TEXTS, SLICE
rows = []
for word in WORDS:
    x = np.array([scores.get(word, 0) / 1024 for scores in texts])
    holds = np.array([word in scores for scores in texts])
    m, a = int(holds.sum()), int(holds[:k].sum())
    v = x.var(ddof=1)
    if v == 0:
        rows.append((word, a, m, 0.0, 1.0))
        continue
    z = (x[:k].mean() - x.mean()) / np.sqrt(v * (n - k) / (n * k))
    skewness = stats.skew(x) * (n - 2 * k) / np.sqrt(k * (n - k)) * np.sqrt(n - 1) / (n - 2)
    # Draws that are certainly in the tail: the observed texts with the word; none of those with it; all of them.
    certain = [comb(n - m, k - a) / comb(n, k)]
    isin = (lambda s: s >= x[:k].sum()) if z > 0 else (lambda s: s <= x[:k].sum())
    if isin(0):
        certain.append(stats.hypergeom.pmf(0, n, m, k))
    if isin(x.sum()):
        certain.append(stats.hypergeom.pmf(m, n, m, k))
    tail = min(max([stats.pearson3.sf(z, skewness) if z > 0 else stats.pearson3.cdf(z, skewness)] + certain), 0.5)
    rows.append((word, a, m, np.sign(z) * stats.norm.isf(tail), 2 * tail))
q = stats.false_discovery_control([row[4] for row in rows])
with open("signed-expected.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["word", "texts", "texts_all", "contrast", "q"])
    for row, q in sorted(zip(rows, q), key=lambda pair: -pair[0][3]):
        writer.writerow([row[0], row[1], row[2], repr(float(row[3])), repr(float(q))])
