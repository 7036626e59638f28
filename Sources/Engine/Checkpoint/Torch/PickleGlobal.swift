/// The names that a pickled state dict may refer to. Nothing else is looked up, and these are not Python's: each is implemented here.
enum PickleGlobal: Equatable {
  case orderedDictionary
  case rebuildTensor
  case rebuildParameter
  case storageType(TensorElement)

  /// The meaning of a module's name, or nil where a state dict has no use for it.
  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    // The former is torch's of before 0.4, without what gradients need.
    case ("torch._utils", "_rebuild_tensor"), ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor
    case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
    case ("torch", _):
      guard let element = Self.storageTypes[name] else { return nil }
      self = .storageType(element)
    default: return nil
    }
  }

  private static let storageTypes: [String: TensorElement] = [
    "DoubleStorage": .f64, "FloatStorage": .f32, "HalfStorage": .f16, "BFloat16Storage": .bf16, "LongStorage": .i64, "IntStorage": .i32,
    "ShortStorage": .i16, "CharStorage": .i8, "ByteStorage": .u8, "BoolStorage": .boolean,
  ]
}
