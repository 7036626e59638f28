-- What shows a store of version 2 as one of version 3 to a connection that may not change it: the names of the tables are looked up among the
-- temporary views first. The totals do not say in how many texts a token is: whatever asks for that goes through the examples.

CREATE TEMP VIEW settings AS
SELECT only, model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels, problem_type,
  codec, stride, texts, salt, NULL AS label_rule, NULL AS threshold,
  CASE WHEN checksum = row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns,
    labels, problem_type, codec, stride, texts, salt)
  THEN row_checksum(model, model_fingerprint, tokenizer_fingerprint, method, aggregate, precision, max_length, layers, columns, labels,
    problem_type, codec, stride, texts, salt, NULL, NULL)
  END AS checksum
FROM main.settings;
CREATE TEMP VIEW example AS SELECT *, NULL AS labels FROM main.example;
CREATE TEMP VIEW token_total AS
SELECT slice, special, token, 0 AS texts, count, total, 0 AS squares, 0 AS cubes,
  CASE WHEN checksum = totals_checksum(slice, special, token, count, total) THEN totals_checksum(slice, special, token, 0, count, total, 0, 0)
  END AS checksum
FROM main.token_total;
CREATE TEMP VIEW word_total AS
SELECT slice, word, 0 AS texts, count, total, 0 AS squares, 0 AS cubes,
  CASE WHEN checksum = totals_checksum(slice, word, count, total) THEN totals_checksum(slice, word, 0, count, total, 0, 0) END AS checksum
FROM main.word_total;
