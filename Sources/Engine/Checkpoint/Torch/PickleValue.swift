/// A value on the unpickler's stack.
///
/// Containers are numbers of a list that the unpickler keeps, never nested values: a value that contains itself is harmless, and nothing
/// is released recursively.
enum PickleValue: Equatable {
  case none
  case boolean(Bool)
  case integer(Int)
  /// A number or list, which a state dict may hold beside its tensors and of which nothing is kept.
  case ignored
  case text(String)
  case global(PickleGlobal)
  /// The number of a tuple.
  case tuple(Int)
  /// The number of a list; only where lists are kept.
  case list(Int)
  /// The number of a dictionary.
  case dictionary(Int)
  case storage(TorchStorage)
  case tensor(TorchTensor)
}
