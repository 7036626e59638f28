/// How a matrix is written.
package enum MatrixFormat: String, CaseIterable {
  case csv, tsv, json, jsonl, md, excel, npy
}
