import ArgumentParser

/// How an export is written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, tsv, jsonl, json, md, excel, npz
}
