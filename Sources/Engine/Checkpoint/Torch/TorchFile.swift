import Support

/// A `pytorch_model.bin` in either format of `torch.save`.
enum TorchFile {
  /// Reads the tensors' layouts.
  /// - Returns: The tensors by name, without expanded ones.
  /// - Throws: ``EngineError`` that names the file where it is damaged, was not written by torch, or asks for anything but tensors.
  static func read(_ file: MappedFile) throws -> TensorListing {
    let start = file.bytes(0..<min(TorchStream.magic.count, file.count))
    if start.starts(with: [0x50, 0x4B]) { return try TorchArchive.read(file) }
    if start == TorchStream.magic { return try TorchStream.read(file) }
    guard start.first == 0x80 else {
      throw EngineError("\(file.name) is not a checkpoint that torch.save wrote: it is damaged or something else", kind: .damaged)
    }
    throw EngineError(
      "\(file.name) is a pickle, but not one that torch.save wrote: it is cut off, or pickle.dump wrote it; save the model with torch.save or save_pretrained",
      kind: .damaged)
  }

  /// The layouts of a state dict's tensors.
  /// - Parameters:
  ///   - state: The state dict.
  ///   - places: The bytes of each storage in the file, by the storage's key.
  ///   - file: The file.
  ///   - describe: Returns a storage's name in errors.
  /// - Returns: The layouts, which lie in the file.
  /// - Throws: ``EngineError`` where a tensor does not lie in its storage.
  static func layouts(
    of state: StateDict, in places: [String: Range<Int>], _ file: MappedFile, describe: (String) -> String
  ) throws -> TensorListing {
    let layouts = try state.tensors.reduce(into: [String: TensorLayout]()) { layouts, item in
      let (name, tensor) = item
      if tensor.isExpanded { return }
      guard let place = places[tensor.storage.key], let layout = tensor.layout(storedIn: place) else {
        throw EngineError(
          "tensor '\(name.prefix(80))' of shape \(tensor.shape) does not lie in \(describe(tensor.storage.key)) of \(file.name): "
            + "the file is damaged or was not copied whole", kind: .damaged)
      }
      layouts[name] = layout
    }
    return TensorListing(layouts, path: state.path)
  }
}
