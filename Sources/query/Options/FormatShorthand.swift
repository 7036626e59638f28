import ArgumentParser

/// Flags such as `--csv`, each short for `--format csv` or the like.
enum FormatShorthand: String, EnumerableFlag {
  case csv, tsv, json, jsonl, md, excel
}
