import ArgumentParser

/// How a matrix is written.
enum MatrixFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, tsv, json, jsonl, md, excel, npy
}
