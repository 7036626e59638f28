/// A `pytorch_model.bin` as `torch.save` writes it since 1.6: a zip archive with `data.pkl`, which describes the tensors, and their
/// storages `data/0`, `data/1` and so on, uncompressed. See `_save` in
/// [serialization.py](https://github.com/pytorch/pytorch/blob/v2.4.0/torch/serialization.py).
enum TorchArchive {
  /// Reads the tensors' layouts.
  /// - Returns: The tensors by name, without expanded ones; every layout lies in the file.
  /// - Throws: ``EngineError`` that names the file where it is damaged, or asks for anything but tensors.
  static func read(_ file: MappedFile) throws -> TensorListing {
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
    let prefix = root + "data/"
    let places = entries.reduce(into: [String: Range<Int>]()) { places, entry in
      if entry.key.hasPrefix(prefix) { places[String(entry.key.dropFirst(prefix.count))] = entry.value }
    }
    return try TorchFile.layouts(of: try unpickler.run(), in: places, file) { "data/\($0.prefix(20))" }
  }
}
