/// A value on the unpickler's stack.
///
/// Containers are indices into lists of the unpickler, never nested values, so that a value that contains itself is harmless and nothing is
/// released recursively.
enum PickleValue: Equatable {
  case none
  case boolean(Bool)
  case integer(Int)
  /// A number or list, which a state dict may hold beside its tensors; its content is dropped.
  case ignored
  case text(String)
  case global(PickleGlobal)
  /// Index of a tuple.
  case tuple(Int)
  /// Index of a list; only where lists are kept.
  case list(Int)
  /// Index of a dictionary.
  case dictionary(Int)
  case storage(TorchStorage)
  case tensor(TorchTensor)
}
