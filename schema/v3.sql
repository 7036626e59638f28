-- Version 3: leads from version 2 to version 3. Open until version 0.2.0 is released, then never edited.

-- Totals say in how many texts a token or word is, and have the sums that its variance and skewness over texts follow from. x is the sum of
-- its scores in one text. `total` is the sum of x over texts, as before; `squares` and `cubes` are those of x^2 and x^3, each text's rounded
-- to the nearest multiple of 2^-32, ties to the even one: with x up to 1, 2 * 10^9 texts fit into 64 bits. Nothing of this follows from what
-- version 2 keeps: the program adds up both tables anew from the examples.
DROP VIEW token_view;
DROP VIEW word_view;
DROP TABLE token_total;
DROP TABLE word_total;

CREATE TABLE token_total (
  slice INTEGER NOT NULL,
  special INTEGER NOT NULL,     -- 1: added by the template
  token INTEGER NOT NULL,
  texts INTEGER NOT NULL,       -- that hold it
  count INTEGER NOT NULL,       -- occurrences in them
  total INTEGER NOT NULL,
  squares INTEGER NOT NULL,
  cubes INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (slice, special, token)
) WITHOUT ROWID;

CREATE TABLE word_total (
  slice INTEGER NOT NULL,
  word TEXT NOT NULL,
  texts INTEGER NOT NULL,       -- that hold it
  count INTEGER NOT NULL,       -- occurrences in them
  total INTEGER NOT NULL,
  squares INTEGER NOT NULL,
  cubes INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (slice, word)
) WITHOUT ROWID;

CREATE VIEW token_view AS
SELECT CASE slice.gold WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE gold.name END AS label,
  CASE slice.predicted WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE guess.name END AS predicted,
  token.piece AS token, token_total.special, token_total.count,
  token_total.total / 4294967296.0 / token_total.count AS mean, token_total.total / 4294967296.0 AS total, token_total.texts
FROM token_total JOIN slice ON slice.id = token_total.slice JOIN token ON token.id = token_total.token
  LEFT JOIN label gold ON gold.id = slice.gold LEFT JOIN label guess ON guess.id = slice.predicted;

CREATE VIEW word_view AS
SELECT CASE slice.gold WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE gold.name END AS label,
  CASE slice.predicted WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE guess.name END AS predicted,
  word_total.word, word_total.count,
  word_total.total / 4294967296.0 / word_total.count AS mean, word_total.total / 4294967296.0 AS total, word_total.texts
FROM word_total JOIN slice ON slice.id = word_total.slice
  LEFT JOIN label gold ON gold.id = slice.gold LEFT JOIN label guess ON guess.id = slice.predicted;

-- How the values of the label column are read, one rule for all runs: JSON as {"kind":"map","map":{"NEG":"negative"}}; kinds are names,
-- names-by-case, class-numbers, true-false, numbers-in-names, as-written and map. NULL where no label was seen yet from which a rule follows.
ALTER TABLE settings ADD COLUMN label_rule TEXT;
-- Of a model that gives each text several labels: the least sigmoid of a predicted label; NULL for others.
ALTER TABLE settings ADD COLUMN threshold REAL;
UPDATE settings SET threshold = CASE problem_type WHEN 'multi_label_classification' THEN 0.5 END,
  checksum = row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers,
  columns, labels, problem_type, codec, stride, texts, salt, label_rule, CASE problem_type WHEN 'multi_label_classification' THEN 0.5 END)
WHERE checksum IS row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns,
  labels, problem_type, codec, stride, texts, salt);

-- Gold labels where a text has not just one, which `label` has: a JSON array of names, the model's classes in order, then others by their bytes.
-- Such an example counts in the slices of each pair of its gold and predicted labels, each once, and in those of any.
ALTER TABLE example ADD COLUMN labels TEXT;

-- Each join has its condition and no function is SQLite's own, so that other programs can take the views apart: DuckDB refuses a join without one,
-- and gives every column of a view the type text where it does not know a function, as it does `length` of a blob.
DROP VIEW example_view;
CREATE VIEW example_view AS
SELECT example.row, example.id, gold.name AS label, guess.name AS predicted, example.confidence, example.value, example.tokens,
  example.truncated, example.windows, CASE settings.texts WHEN 1 THEN example.text END AS text, example.pair, example.kept,
  example.labels
FROM example JOIN settings ON settings.only = 1 LEFT JOIN label gold ON gold.id = example.label
  LEFT JOIN label guess ON guess.id = example.predicted;

DROP VIEW matrix_view;
CREATE VIEW matrix_view AS
SELECT example.id AS example, coalesce(text_window.number, 1) AS window, matrix.key & 1023 AS layer, matrix.size, matrix.exponent,
  matrix.codec, length(hex(matrix.payload)) >> 1 AS bytes
FROM matrix LEFT JOIN text_window ON text_window.key = matrix.key >> 10
  JOIN example ON example.key = coalesce(text_window.example, matrix.key >> 10);

-- Further columns of `settings`, `example` and the other tables go here: ALTER TABLE ... ADD COLUMN, with a default where rows of older
-- stores need one, and then UPDATE ... SET checksum where the column goes into it. Each is also named in v1-reading.sql and v2-reading.sql
-- (what a store without the column says), in RowChecksum or ExampleFields, in StoreDigest, and in README.md.
