"""Writes texts.csv and expected.csv: the recipe of `Contrast`, computed with scipy from the scores of made-up texts."""

import csv
import random

import numpy as np
from scipy import stats

random.seed(11)
WORDS = ["film", "good", "bad", "bor", "surpris", "fine", "act", "caf\u00e9", "not", "was", "the"]
SLICE, TEXTS = 18, 60
texts = []
for number in range(TEXTS):
    chosen = number < SLICE
    scores = {}
    for word, share in [("film", 0.8), ("good", 0.25), ("bad", 0.5 if chosen else 0.1), ("surpris", 0.3), ("fine", 0.1), ("not", 0.3)]:
        if random.random() < share:
            scores[word] = random.randint(1, 300)
    if not chosen and number % 4 == 0:
        scores["bor"] = random.randint(50, 200)  # absent from the slice
    if chosen and number % 3 == 0:
        scores["act"] = random.randint(50, 200)  # in the slice only
    if number in (3, 20, 40):
        scores["caf\u00e9"] = 512  # in too few texts
    scores["was"] = 16  # the same in every text
    scores["the"] = random.randint(20, 60)  # in every text
    texts.append(scores)

with open("texts.csv", "w", newline="") as file:
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
    holding = int(sum(word in scores for scores in texts))
    if holding < 5:
        continue
    v = x.var(ddof=1)
    if v == 0:
        rows.append((word, int((x[:k] > 0).sum()), holding, 0.0, 1.0))
        continue
    z = (x[:k].mean() - x.mean()) / np.sqrt(v * (n - k) / (n * k))
    g1 = stats.skew(x)
    skewness = g1 * (n - 2 * k) / np.sqrt(k * (n - k)) * np.sqrt(n - 1) / (n - 2)
    if z > 0:
        tail = max(stats.pearson3.sf(z, skewness), stats.hypergeom.pmf(holding, n, holding, k))
    else:
        tail = max(stats.pearson3.cdf(z, skewness), stats.hypergeom.pmf(0, n, holding, k))
    tail = min(tail, 0.5)
    rows.append((word, int((x[:k] > 0).sum()), holding, np.sign(z) * stats.norm.isf(tail), 2 * tail))
q = stats.false_discovery_control([row[4] for row in rows])
with open("expected.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["word", "texts", "texts_all", "contrast", "q"])
    for row, q in sorted(zip(rows, q), key=lambda pair: -pair[0][3]):
        writer.writerow([row[0], row[1], row[2], repr(float(row[3])), repr(float(q))])
