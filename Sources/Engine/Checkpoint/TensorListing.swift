/// The tensors of a file of weights.
struct TensorListing {
  /// The tensors by their name in the file; every layout lies in the file.
  let layouts: [String: TensorLayout]
  /// The keys of the dictionaries around the tensors, outermost first; empty where the tensors are at the top, as usual.
  let path: [String]

  /// The path in errors and hints; nil where it is empty.
  var place: String? {
    path.isEmpty ? nil : path.map { "'\($0.prefix(60))'" }.joined(separator: ", ")
  }

  init(_ layouts: [String: TensorLayout], path: [String] = []) {
    self.layouts = layouts
    self.path = path
  }
}
