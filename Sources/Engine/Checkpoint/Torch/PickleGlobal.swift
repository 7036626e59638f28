/// The Python names that a pickled state dict may refer to. No other name is resolved, and these are implemented here, not in Python.
enum PickleGlobal: Equatable {
  case orderedDictionary
  case rebuildTensor
  case rebuildParameter
  case storageType(TensorElement)

  /// The meaning of a module's name; nil where a state dict needs no such name.
  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    // Torch before 0.4 used the former, without arguments about gradients.
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
