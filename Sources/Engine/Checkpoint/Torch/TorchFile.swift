/// A `pytorch_model.bin`, in whichever format `torch.save` wrote it.
enum TorchFile {
  /// Reads where the tensors lie.
  /// - Returns: the tensors by name, without expanded ones.
  /// - Throws: ``EngineError`` naming the file where it is damaged, no file of torch's, or asks for more than tensors.
  static func read(_ file: MappedFile) throws -> TensorListing {
    let start = file.bytes(0..<min(TorchStream.magic.count, file.count))
    if start.starts(with: [0x50, 0x4B]) { return try TorchArchive.read(file) }
    if start == TorchStream.magic { return try TorchStream.read(file) }
    guard start.first == 0x80 else {
      throw EngineError("\(file.name) is not a checkpoint that torch.save wrote: it is damaged or something else")
    }
    throw EngineError(
      "\(file.name) is a pickle, but not one that torch.save wrote: it is cut off, or pickle.dump wrote it; save the model with torch.save or save_pretrained"
    )
  }

  /// The layouts of a state dict's tensors.
  /// - Parameters:
  ///   - state: the state dict.
  ///   - places: where each storage lies in the file, by its key.
  ///   - file: the file.
  ///   - describe: what errors call a storage's place.
  /// - Returns: the layouts, which lie in the file.
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
            + "the file is damaged or was not copied whole")
      }
      layouts[name] = layout
    }
    return TensorListing(layouts, path: state.path)
  }
}
