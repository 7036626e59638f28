-- The table of a store that has one shard of a corpus. It is made only in such stores, and belongs to no version: a store with it has the version
-- that it has without it. Comments stand above the table, not in it: SQLite keeps the text of a CREATE in every store.

-- number, shards: which shard it is, from 0, and of how many.
-- corpus: the corpus as the command line named it, for people.
-- bytes, beginning: the size of the corpus' files, and SHA-256 of the first 64 KiB of the first one, in hexadecimal; NULL of a pipe.
-- row_limit: the number of rows of the whole corpus that the command line allowed; NULL for all.
-- row_count, content: the number of rows of the whole corpus, and a hash of them all; NULL until the shard is finished.
CREATE TABLE shard (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  number INTEGER NOT NULL,
  shards INTEGER NOT NULL,
  corpus TEXT NOT NULL,
  bytes INTEGER,
  beginning TEXT,
  row_limit INTEGER,
  row_count INTEGER,
  content TEXT,
  checksum INTEGER
);
