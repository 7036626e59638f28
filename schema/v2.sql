-- Version 2: leads from version 1 to version 2. Never edited after its release.
-- `totals_checksum(...)` and `row_checksum(...)` are functions of the program; README.md beside this file says what they compute.

ALTER TABLE settings ADD COLUMN codec TEXT NOT NULL DEFAULT 'compact';
ALTER TABLE settings ADD COLUMN stride INTEGER;                     -- tokens that windows share; null: long texts are cut off
ALTER TABLE settings ADD COLUMN texts INTEGER NOT NULL DEFAULT 1;   -- 0: neither texts nor offsets are kept
ALTER TABLE settings ADD COLUMN salt INTEGER NOT NULL DEFAULT 0;    -- goes into example.content

ALTER TABLE example ADD COLUMN content INTEGER;                     -- hash of text, pair and label; null in rows of version 1
ALTER TABLE example ADD COLUMN windows INTEGER NOT NULL DEFAULT 1;  -- how many the text was cut into; its matrices are theirs

-- The windows of texts that were cut into several.
CREATE TABLE text_window (
  key INTEGER PRIMARY KEY,      -- example.key + number - 1; its matrices have it in place of example.key
  example INTEGER NOT NULL,     -- example.key
  number INTEGER NOT NULL,      -- from 1
  first INTEGER NOT NULL,       -- the position among the example's tokens of the first token that is not a special one
  tokens INTEGER NOT NULL,      -- special ones included
  predicted INTEGER,
  confidence REAL,
  value REAL,
  scores BLOB NOT NULL,
  logits BLOB NOT NULL,
  checksum INTEGER NOT NULL
);

ALTER TABLE slice ADD COLUMN checksum INTEGER;
ALTER TABLE token_total ADD COLUMN checksum INTEGER;
ALTER TABLE word_total ADD COLUMN checksum INTEGER;
ALTER TABLE settings ADD COLUMN checksum INTEGER;
ALTER TABLE run ADD COLUMN checksum INTEGER;
ALTER TABLE label ADD COLUMN checksum INTEGER;
ALTER TABLE token ADD COLUMN checksum INTEGER;
UPDATE slice SET checksum = totals_checksum(gold, predicted, examples, tokens, truncated, confidences, confidence_total);
UPDATE token_total SET checksum = totals_checksum(slice, special, token, count, total);
UPDATE settings SET checksum = row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers,
  columns, labels, problem_type, codec, stride, texts, salt);
UPDATE run SET checksum = row_checksum(id, tool_version, backend, instruction_set, corpus, workers, started_at, finished_at, interrupted,
  examples, skipped, failed, truncated, tokens, audit);
UPDATE label SET checksum = row_checksum(id, name);
UPDATE token SET checksum = row_checksum(id, piece);
-- Words, which are told otherwise than before, are added up anew by the program.

DROP VIEW example_view;
CREATE VIEW example_view AS
SELECT example.row, example.id, gold.name AS label, guess.name AS predicted, example.confidence, example.value, example.tokens,
  example.truncated, example.windows, CASE settings.texts WHEN 1 THEN example.text END AS text, example.pair, example.kept
FROM example JOIN settings LEFT JOIN label gold ON gold.id = example.label LEFT JOIN label guess ON guess.id = example.predicted;

CREATE VIEW window_view AS
SELECT example.id AS example, text_window.number AS window, text_window.first, text_window.tokens, guess.name AS predicted,
  text_window.confidence, text_window.value
FROM text_window JOIN example ON example.key = text_window.example LEFT JOIN label guess ON guess.id = text_window.predicted;

DROP VIEW matrix_view;
CREATE VIEW matrix_view AS
SELECT example.id AS example, coalesce(text_window.number, 1) AS window, matrix.key & 1023 AS layer, matrix.size, matrix.exponent,
  matrix.codec, length(matrix.payload) AS bytes
FROM matrix LEFT JOIN text_window ON text_window.key = matrix.key >> 10
  JOIN example ON example.key = coalesce(text_window.example, matrix.key >> 10);
