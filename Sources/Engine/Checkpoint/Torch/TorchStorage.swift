/// The memory behind tensors, which torch writes as one zip entry or, before 1.6, as one piece of the file.
struct TorchStorage: Equatable {
  /// The number format.
  let element: TensorElement
  /// The name of the entry under `data/`, or what the list of the storages calls it.
  let key: String
  /// How many numbers it holds.
  let count: Int
  /// The first number that is meant.
  var start = 0
}
