-- Version 3: leads from version 2 to version 3. Released with 0.2.0, so it is never edited.
-- Comments stand above the tables, not in them: SQLite keeps the text of a CREATE in every store. Tables are copied, dropped and made anew rather than
-- renamed, because a renaming reads all of the schema, which takes a millisecond whenever a program compares the tables of a store with these.

DROP VIEW token_view;
DROP VIEW word_view;
DROP VIEW label_view;
DROP VIEW example_view;
DROP VIEW matrix_view;
DROP VIEW window_view;

-- The methods of the store, by rising id; the first is the default of queries.
-- id: 0 for a first method without sign, whose scores are in the rows of the examples; others count from 1.
-- signed: 1 where scores speak for and against a class, in logits.
-- place, last_place: the numbers, in matrix.key, of the aggregated matrix and of the last local one. NULL without matrices.
-- options: JSON of what the method was told; NULL where there is nothing to tell.
CREATE TABLE method (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  aggregate TEXT,
  signed INTEGER NOT NULL,
  place INTEGER,
  last_place INTEGER,
  options TEXT,
  checksum INTEGER
);
INSERT INTO method (id, name, aggregate, signed, place, last_place) SELECT 0, method, aggregate, 0, 0, 511 FROM settings;
UPDATE method SET checksum = row_checksum(id, name, aggregate, signed, place, last_place, options);

-- Scores by method and class, but those in the rows of the examples.
-- key: example.key, or text_window.key, * 2^20 + a number that means nothing else.
-- window: 0 for the scores of the whole text, else the number of the window.
-- class: label.id; 0 where the method has no sign, or the model no classes.
-- bias, logit: of a signed method; scores and bias add up to the logit.
CREATE TABLE score (
  key INTEGER PRIMARY KEY,
  window INTEGER NOT NULL,
  method INTEGER NOT NULL,
  class INTEGER NOT NULL,
  bias REAL,
  logit REAL,
  checksum INTEGER NOT NULL,
  scores BLOB NOT NULL
);

-- What an evaluation of methods found. Methods by name: some, such as a random order, are none of the store's.
-- step: the share of tokens that were masked, of a curve; word: the word that was taken out.
-- masking: mask or delete; options: JSON of further settings; made_at: seconds since 1970.
CREATE TABLE evaluation (
  id INTEGER PRIMARY KEY,
  method TEXT NOT NULL,
  aggregate TEXT,
  layer INTEGER,
  class TEXT,
  metric TEXT NOT NULL,
  step REAL,
  word TEXT,
  value REAL,
  low REAL,
  high REAL,
  examples INTEGER NOT NULL,
  masking TEXT,
  sample INTEGER,
  seed INTEGER,
  options TEXT,
  made_at REAL,
  checksum INTEGER
);

-- method and aggregate have a table of their own.
-- label_rule: how the values of the label column are read, one rule for all runs: JSON as {"kind":"map","map":{"NEG":"negative"}}; kinds are
-- names, names-by-case, class-numbers, true-false, numbers-in-names, as-written and map. NULL where no label was seen yet from which a rule follows.
-- threshold: the least sigmoid of a predicted label, of a model that gives each text several labels; NULL for others.
CREATE TABLE old_settings AS SELECT * FROM settings;
DROP TABLE settings;
CREATE TABLE settings (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  model TEXT NOT NULL,
  model_fingerprint TEXT NOT NULL,
  tokenizer_fingerprint TEXT NOT NULL,
  precision TEXT NOT NULL,
  max_length INTEGER NOT NULL,
  layers TEXT NOT NULL,
  columns TEXT NOT NULL,
  labels TEXT NOT NULL,
  problem_type TEXT NOT NULL,
  codec TEXT NOT NULL,
  stride INTEGER,
  texts INTEGER NOT NULL,
  salt INTEGER NOT NULL,
  label_rule TEXT,
  threshold REAL,
  checksum INTEGER
);
INSERT INTO settings
SELECT only, model, model_fingerprint, tokenizer_fingerprint, precision, max_length, layers, columns, labels, problem_type, codec, stride, texts,
  salt, NULL, CASE problem_type WHEN 'multi_label_classification' THEN 0.5 END, NULL
FROM old_settings
WHERE checksum IS row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns,
  labels, problem_type, codec, stride, texts, salt);
DROP TABLE old_settings;
UPDATE settings SET checksum = row_checksum(model, model_fingerprint, tokenizer_fingerprint, precision, max_length, layers, columns, labels,
  problem_type, codec, stride, texts, salt, label_rule, threshold);

-- Sets of examples, each for the scores of a method and class: those that have such scores. (0, 0) stands for all examples, and for the scores in
-- their rows, if there are any. gold, predicted: a label's id; 0: those without; -1: any. confidences: examples that have one; their sum is in units of
-- 2^-32.
CREATE TABLE old_slice AS SELECT * FROM slice;
DROP TABLE slice;
CREATE TABLE slice (
  id INTEGER PRIMARY KEY,
  method INTEGER NOT NULL,
  class INTEGER NOT NULL,
  gold INTEGER NOT NULL,
  predicted INTEGER NOT NULL,
  examples INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  truncated INTEGER NOT NULL,
  confidences INTEGER NOT NULL,
  confidence_total INTEGER NOT NULL,
  checksum INTEGER,
  UNIQUE (method, class, gold, predicted)
);
INSERT INTO slice
SELECT id, 0, 0, gold, predicted, examples, tokens, truncated, confidences, confidence_total,
  CASE WHEN checksum = totals_checksum(gold, predicted, examples, tokens, truncated, confidences, confidence_total)
  THEN totals_checksum(0, 0, gold, predicted, examples, tokens, truncated, confidences, confidence_total) END
FROM old_slice;
DROP TABLE old_slice;

-- Totals say in how many texts a token or word is, and have the sums that its variance and skewness over texts follow from. x is the sum of
-- its scores in one text. `total` is the sum of x over texts, as before; `squares` and `cubes` are the sums of x^2 and x^3 over texts, each rounded
-- to the nearest multiple of 2^-32, ties to the even one: with x up to 1, 2 * 10^9 texts fit into 64 bits. Nothing of this follows from what
-- version 2 keeps: the program adds up both tables anew from the examples. Method and class come first in the key, as in the slice's.
-- special: 1: added by the template; texts: that hold it; count: occurrences in them.
DROP TABLE token_total;
DROP TABLE word_total;
CREATE TABLE token_total (
  slice INTEGER NOT NULL,
  special INTEGER NOT NULL,
  token INTEGER NOT NULL,
  texts INTEGER NOT NULL,
  count INTEGER NOT NULL,
  total INTEGER NOT NULL,
  squares INTEGER NOT NULL,
  cubes INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (slice, special, token)
) WITHOUT ROWID;
CREATE TABLE word_total (
  slice INTEGER NOT NULL,
  word TEXT NOT NULL,
  texts INTEGER NOT NULL,
  count INTEGER NOT NULL,
  total INTEGER NOT NULL,
  squares INTEGER NOT NULL,
  cubes INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (slice, word)
) WITHOUT ROWID;

-- How a piece spells words, as its tokenizer says: whether it continues the word before it, and what it contributes to a word where that is not the
-- piece itself. All stores of versions 1 and 2 are of WordPiece, which marks what continues a word by "##".
ALTER TABLE token ADD COLUMN continues INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token ADD COLUMN surface TEXT;
UPDATE token SET continues = 1, surface = CAST(substr(CAST(piece AS BLOB), 3) AS TEXT),
  checksum = row_checksum(id, piece, 1, CAST(substr(CAST(piece AS BLOB), 3) AS TEXT))
WHERE substr(piece, 1, 2) = '##' AND piece <> '##' AND checksum IS row_checksum(id, piece);
UPDATE token SET checksum = row_checksum(id, piece, 0, NULL) WHERE continues = 0 AND checksum IS row_checksum(id, piece);

-- Gold labels where a text has not just one, which `label` has: a JSON array of names, the model's classes in order, then others by their bytes.
-- Such an example counts in the slices of each pair of its gold and predicted labels, each once, and in the slices of any.
ALTER TABLE example ADD COLUMN labels TEXT;

-- Each join has its condition and no function is SQLite's own, so that other programs can take the views apart: DuckDB refuses a join without one,
-- and gives every column of a view the type text where it does not know a function, as it does `length` of a blob.

CREATE VIEW example_view AS
SELECT e.row, e.id, gold.name AS label, guess.name AS predicted, e.confidence, e.value, e.tokens, e.truncated, e.windows,
  CASE settings.texts WHEN 1 THEN e.text END AS text, e.pair, e.kept, e.labels
FROM example e JOIN settings ON settings.only = 1 LEFT JOIN label gold ON gold.id = e.label LEFT JOIN label guess ON guess.id = e.predicted;

CREATE VIEW label_view AS
SELECT gold.name AS label, guess.name AS predicted, s.examples,
  CASE WHEN s.confidences > 0 THEN s.confidence_total / 4294967296.0 / s.confidences END AS mean_confidence
FROM slice s LEFT JOIN label gold ON gold.id = s.gold LEFT JOIN label guess ON guess.id = s.predicted
WHERE s.method = 0 AND s.class = 0 AND s.gold >= 0 AND s.predicted >= 0;

CREATE VIEW slice_view AS
SELECT s.id, CASE s.gold WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE gold.name END AS label,
  CASE s.predicted WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE guess.name END AS predicted, s.examples, method.name AS method,
  method.aggregate, class.name AS class
FROM slice s LEFT JOIN label gold ON gold.id = s.gold LEFT JOIN label guess ON guess.id = s.predicted
  LEFT JOIN method ON method.id = s.method LEFT JOIN label class ON class.id = s.class;

CREATE VIEW token_view AS
SELECT s.label, s.predicted, token.piece AS token, t.special, t.count, t.total / 4294967296.0 / t.count AS mean,
  t.total / 4294967296.0 AS total, t.texts, s.method, s.aggregate, s.class
FROM token_total t JOIN slice_view s ON s.id = t.slice JOIN token ON token.id = t.token;

CREATE VIEW word_view AS
SELECT s.label, s.predicted, t.word, t.count, t.total / 4294967296.0 / t.count AS mean, t.total / 4294967296.0 AS total, t.texts, s.method,
  s.aggregate, s.class
FROM word_total t JOIN slice_view s ON s.id = t.slice;

CREATE VIEW window_view AS
SELECT e.id AS example, w.number AS window, w.first, w.tokens, guess.name AS predicted, w.confidence, w.value
FROM text_window w JOIN example e ON e.key = w.example LEFT JOIN label guess ON guess.id = w.predicted;

CREATE VIEW matrix_view AS
SELECT e.id AS example, coalesce(w.number, 1) AS window, (m.key & 1023) - coalesce(method.place, 0) AS layer, m.size, m.exponent, m.codec,
  length(hex(m.payload)) >> 1 AS bytes, method.name AS method, method.aggregate
FROM matrix m LEFT JOIN text_window w ON w.key = m.key >> 10 JOIN example e ON e.key = coalesce(w.example, m.key >> 10)
  LEFT JOIN method ON method.place <= (m.key & 1023) AND method.last_place >= (m.key & 1023);

CREATE VIEW score_view AS
SELECT e.id AS example, s.window, method.name AS method, method.aggregate, class.name AS class, s.bias, s.logit
FROM score s LEFT JOIN text_window w ON w.key = s.key >> 20 JOIN example e ON e.key = coalesce(w.example, s.key >> 20)
  LEFT JOIN method ON method.id = s.method LEFT JOIN label class ON class.id = s.class;
