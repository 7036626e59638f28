/// The memory behind tensors, which torch writes as one zip entry or, before 1.6, as one part of the file.
struct TorchStorage: Equatable {
  /// The number format.
  let element: TensorElement
  /// Name of the entry under `data/`, or the key in the list of storages.
  let key: String
  /// Number of elements.
  let count: Int
  /// Index of the first element that is used.
  var start = 0
}
