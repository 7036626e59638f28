/// A `pytorch_model.bin` as `torch.save` writes it since 1.6: a zip archive of `data.pkl`, which describes the tensors, and their storages
/// `data/0`, `data/1` and so on, uncompressed.
/// See [serialization.py](https://github.com/pytorch/pytorch/blob/v2.4.0/torch/serialization.py), `_save`.
enum TorchArchive {
  /// Reads what the archive holds.
  /// - Returns: the tensors by name, without expanded ones; every layout lies in the file.
  /// - Throws: ``EngineError`` naming the file where it is damaged, in the format of before 1.6, or asks for more than tensors.
  static func read(_ file: MappedFile) throws -> [String: TensorLayout] {
    try refuseOtherFormats(file)
    let entries = try ZipDirectory(file).entries
    guard let pickle = entries.first(where: { $0.key == "data.pkl" || $0.key.hasSuffix("/data.pkl") }) else {
      throw EngineError("\(file.name) is a zip archive without data.pkl: torch.save did not write it")
    }
    let root = pickle.key.dropLast("data.pkl".count)
    if let order = entries[root + "byteorder"], order.count > 16 || file.bytes(order) != [UInt8]("little".utf8) {
      throw EngineError("\(file.name) is not little-endian: save it again on such a machine")
    }
    let subject = "\(pickle.key) in \(file.name)"
    guard pickle.value.count <= StateDictUnpickler.longestPickle else { throw EngineError("\(subject) is larger than that of any model") }
    var unpickler = StateDictUnpickler(file.bytes(pickle.value), subject: subject)
    return try unpickler.run().reduce(into: [:]) { layouts, item in
      let (name, tensor) = item
      if tensor.isExpanded { return }
      guard let place = entries[root + "data/" + tensor.storage.key], let layout = tensor.layout(storedIn: place) else {
        throw EngineError(
          "tensor '\(name.prefix(80))' of shape \(tensor.shape) does not lie in data/\(tensor.storage.key.prefix(20)) of \(file.name): "
            + "the file is damaged or was not copied whole")
      }
      layouts[name] = layout
    }
  }

  private static func refuseOtherFormats(_ file: MappedFile) throws {
    let magic = file.bytes(0..<min(4, file.count))
    if magic.starts(with: [0x50, 0x4B]) { return }
    guard magic.first == 0x80 else {
      throw EngineError("\(file.name) is not a checkpoint that torch.save wrote: it is damaged or something else")
    }
    throw EngineError(
      "\(file.name) is in the format of torch before 1.6, which is not supported; convert it with: "
        + "python3 -c \"import torch; f = '\(file.name)'; torch.save(torch.load(f, map_location='cpu'), f)\"")
  }
}
