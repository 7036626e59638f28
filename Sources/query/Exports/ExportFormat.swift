import ArgumentParser

/// How an export is written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, jsonl, npz
}
