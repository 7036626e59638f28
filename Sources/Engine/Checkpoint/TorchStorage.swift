/// The memory behind tensors, which torch writes as one zip entry.
struct TorchStorage: Equatable {
  /// The number format.
  let element: TensorElement
  /// The name of the entry under `data/`.
  let key: String
  /// How many numbers it holds.
  let count: Int
}
