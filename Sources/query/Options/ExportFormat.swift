import ArgumentParser

/// The file format of an export.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, tsv, jsonl, json, md, excel, npz
}
