/// What a file of weights holds.
struct TensorListing {
  /// The tensors by their names in the file; every layout lies in the file.
  let layouts: [String: TensorLayout]
  /// The keys of the dictionaries that the tensors lie in, outermost first; empty where they lie at the top, as they should.
  let path: [String]

  /// The path as errors and hints show it, or nil where there is none.
  var place: String? {
    path.isEmpty ? nil : path.map { "'\($0.prefix(60))'" }.joined(separator: ", ")
  }

  init(_ layouts: [String: TensorLayout], path: [String] = []) {
    self.layouts = layouts
    self.path = path
  }
}
