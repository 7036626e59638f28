-- What shows a store of version 2 as one of version 3 to a connection that may not change it: the names of the tables are looked up among the
-- temporary views first. The totals do not say in how many texts a token is: whatever asks for that goes through the examples.

CREATE TEMP VIEW settings AS
SELECT only, model, model_fingerprint, tokenizer_fingerprint, precision, max_length, layers, columns, labels, problem_type, codec, stride, texts,
  salt, NULL AS label_rule, NULL AS threshold,
  CASE WHEN checksum = row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns,
    labels, problem_type, codec, stride, texts, salt)
  THEN row_checksum(model, model_fingerprint, tokenizer_fingerprint, precision, max_length, layers, columns, labels, problem_type, codec, stride,
    texts, salt, NULL, NULL)
  END AS checksum
FROM main.settings;
CREATE TEMP VIEW method AS
SELECT *, row_checksum(id, name, aggregate, signed, place, last_place, options) AS checksum
FROM (SELECT 0 AS id, method AS name, aggregate, 0 AS signed, 0 AS place, 511 AS last_place, NULL AS options FROM main.settings);
CREATE TEMP VIEW token AS
SELECT id, piece, continues, surface,
  CASE WHEN checksum = row_checksum(id, piece) THEN row_checksum(id, piece, continues, surface) END AS checksum
FROM (SELECT *, substr(piece, 1, 2) = '##' AND piece <> '##' AS continues,
  CASE WHEN substr(piece, 1, 2) = '##' AND piece <> '##' THEN CAST(substr(CAST(piece AS BLOB), 3) AS TEXT) END AS surface FROM main.token);
CREATE TEMP VIEW example AS SELECT *, NULL AS labels FROM main.example;
CREATE TEMP VIEW score AS
SELECT 0 AS key, 0 AS window, 0 AS method, 0 AS class, NULL AS bias, NULL AS logit, 0 AS checksum, x'' AS scores WHERE 0;
CREATE TEMP VIEW evaluation AS
SELECT 0 AS id, '' AS method, NULL AS aggregate, NULL AS layer, NULL AS class, '' AS metric, NULL AS step, NULL AS word, NULL AS value, NULL AS low,
  NULL AS high, 0 AS examples, NULL AS masking, NULL AS sample, NULL AS seed, NULL AS options, NULL AS made_at, NULL AS checksum
WHERE 0;
CREATE TEMP VIEW slice AS
SELECT id, 0 AS method, 0 AS class, gold, predicted, examples, tokens, truncated, confidences, confidence_total,
  CASE WHEN checksum = totals_checksum(gold, predicted, examples, tokens, truncated, confidences, confidence_total)
  THEN totals_checksum(0, 0, gold, predicted, examples, tokens, truncated, confidences, confidence_total) END AS checksum
FROM main.slice;
CREATE TEMP VIEW token_total AS
SELECT slice, special, token, 0 AS texts, count, total, 0 AS squares, 0 AS cubes,
  CASE WHEN checksum = totals_checksum(slice, special, token, count, total) THEN totals_checksum(slice, special, token, 0, count, total, 0, 0)
  END AS checksum
FROM main.token_total;
CREATE TEMP VIEW word_total AS
SELECT slice, word, 0 AS texts, count, total, 0 AS squares, 0 AS cubes,
  CASE WHEN checksum = totals_checksum(slice, word, count, total) THEN totals_checksum(slice, word, 0, count, total, 0, 0) END AS checksum
FROM main.word_total;
