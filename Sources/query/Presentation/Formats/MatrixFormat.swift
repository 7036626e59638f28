/// The output format of a matrix.
package enum MatrixFormat: String, CaseIterable {
  case csv, tsv, json, jsonl, md, excel, npy
}
