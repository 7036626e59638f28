import ArgumentParser

/// `--csv` and its like, each short for `--format csv`.
enum FormatShorthand: String, EnumerableFlag {
  case csv, tsv, json, jsonl, md, excel
}
