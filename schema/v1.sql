-- Version 1 of the attribution store. Never edited after its release: what changes comes as the next file.
-- README.md beside this file says what the blobs hold and how versions are told apart.

-- What all examples have in common. One row.
CREATE TABLE settings (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  model TEXT NOT NULL,
  model_fingerprint TEXT NOT NULL,
  tokenizer_fingerprint TEXT NOT NULL,
  method TEXT NOT NULL,
  aggregate TEXT NOT NULL,
  precision TEXT NOT NULL,
  max_length INTEGER NOT NULL,
  layers TEXT NOT NULL,
  columns TEXT NOT NULL,        -- JSON object: text, textPair, label, id, keep
  labels TEXT NOT NULL,         -- JSON array of the model's class names
  problem_type TEXT NOT NULL    -- single_label_classification, multi_label_classification, regression or none
);

-- Runs of the indexer. The counts of examples grow with each transaction.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  tool_version TEXT NOT NULL,
  backend TEXT NOT NULL,
  instruction_set TEXT NOT NULL,
  corpus TEXT NOT NULL,
  workers INTEGER NOT NULL,
  started_at REAL NOT NULL,     -- seconds since 1970
  finished_at REAL,             -- null while it runs, or where it was killed
  interrupted INTEGER NOT NULL,
  examples INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  truncated INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  audit TEXT                    -- JSON object
);

-- Gold and predicted labels; the model's own come first, in its order.
CREATE TABLE label (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- Vocabulary pieces that occur.
CREATE TABLE token (
  id INTEGER PRIMARY KEY,       -- in the model's vocabulary
  piece TEXT NOT NULL
);

CREATE TABLE example (
  key INTEGER PRIMARY KEY,      -- in the order of writing; means nothing outside this file
  row INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  label INTEGER,
  predicted INTEGER,
  confidence REAL,
  value REAL,
  truncated INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  run INTEGER NOT NULL,
  text TEXT NOT NULL,
  pair TEXT,
  kept TEXT,                    -- JSON object of the kept columns
  token_ids BLOB NOT NULL,
  offsets BLOB NOT NULL,
  scores BLOB NOT NULL,
  logits BLOB NOT NULL,
  checksum INTEGER NOT NULL
);

-- Carries the labels, so that listing the examples of a slice in corpus order touches no others.
CREATE INDEX example_by_row ON example (row, label, predicted);

-- Apart from the examples, which stay dense for queries that want no matrix.
CREATE TABLE matrix (
  key INTEGER PRIMARY KEY,      -- example.key * 1024 + layer; layer 0 is the aggregated matrix
  size INTEGER NOT NULL,
  exponent INTEGER NOT NULL,
  codec INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  payload BLOB NOT NULL
);

-- What all matrices of one codec amount to.
CREATE TABLE matrix_total (
  codec INTEGER PRIMARY KEY,
  matrices INTEGER NOT NULL,
  matrix_values INTEGER NOT NULL,
  bytes INTEGER NOT NULL
);

-- Sets of examples with running totals. gold, predicted: a label's id; 0: those without; -1: any.
CREATE TABLE slice (
  id INTEGER PRIMARY KEY,
  gold INTEGER NOT NULL,
  predicted INTEGER NOT NULL,
  examples INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  truncated INTEGER NOT NULL,
  confidences INTEGER NOT NULL,      -- examples that have one
  confidence_total INTEGER NOT NULL, -- in units of 2^-32
  UNIQUE (gold, predicted)
);

-- Scores are added up in units of 2^-32. Clustered by slice: a query reads one range.
CREATE TABLE token_total (
  slice INTEGER NOT NULL,
  special INTEGER NOT NULL,     -- 1: added by the template
  token INTEGER NOT NULL,
  count INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (slice, special, token)
) WITHOUT ROWID;

CREATE TABLE word_total (
  slice INTEGER NOT NULL,
  word TEXT NOT NULL,
  count INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (slice, word)
) WITHOUT ROWID;

-- For reading with plain sqlite3.

CREATE VIEW example_view AS
SELECT example.row, example.id, gold.name AS label, guess.name AS predicted, example.confidence, example.value, example.tokens,
  example.truncated, example.text, example.pair, example.kept
FROM example LEFT JOIN label gold ON gold.id = example.label LEFT JOIN label guess ON guess.id = example.predicted;

CREATE VIEW matrix_view AS
SELECT example.id AS example, matrix.key & 1023 AS layer, matrix.size, matrix.exponent, matrix.codec, length(matrix.payload) AS bytes
FROM matrix JOIN example ON example.key = matrix.key >> 10;

CREATE VIEW label_view AS
SELECT gold.name AS label, guess.name AS predicted, slice.examples,
  CASE WHEN slice.confidences > 0 THEN slice.confidence_total / 4294967296.0 / slice.confidences END AS mean_confidence
FROM slice LEFT JOIN label gold ON gold.id = slice.gold LEFT JOIN label guess ON guess.id = slice.predicted
WHERE slice.gold >= 0 AND slice.predicted >= 0;

CREATE VIEW token_view AS
SELECT CASE slice.gold WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE gold.name END AS label,
  CASE slice.predicted WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE guess.name END AS predicted,
  token.piece AS token, token_total.special, token_total.count,
  token_total.total / 4294967296.0 / token_total.count AS mean, token_total.total / 4294967296.0 AS total
FROM token_total JOIN slice ON slice.id = token_total.slice JOIN token ON token.id = token_total.token
  LEFT JOIN label gold ON gold.id = slice.gold LEFT JOIN label guess ON guess.id = slice.predicted;

CREATE VIEW word_view AS
SELECT CASE slice.gold WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE gold.name END AS label,
  CASE slice.predicted WHEN -1 THEN '(any)' WHEN 0 THEN '(none)' ELSE guess.name END AS predicted,
  word_total.word, word_total.count,
  word_total.total / 4294967296.0 / word_total.count AS mean, word_total.total / 4294967296.0 AS total
FROM word_total JOIN slice ON slice.id = word_total.slice
  LEFT JOIN label gold ON gold.id = slice.gold LEFT JOIN label guess ON guess.id = slice.predicted;
