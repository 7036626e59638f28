import Support

/// A `pytorch_model.bin` as `torch.save` wrote it before 1.6: five pickles back to back, followed by the storages.
///
/// The pickles are a magic number, a version, the machine's properties, the state dict, and the keys of the storages in order. A storage is
/// its number of elements, in 64 bits, and the elements. See `_legacy_load` in
/// [serialization.py](https://github.com/pytorch/pytorch/blob/v2.4.0/torch/serialization.py).
enum TorchStream {
  /// The pickle of the magic number, 0x1950a86a20f9469cfc6c.
  static let magic: [UInt8] = [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
  private static let version = 1001

  /// Reads the tensors' layouts.
  /// - Returns: The tensors by name, without expanded ones; every layout lies in the file.
  /// - Throws: ``EngineError`` that names the file where it is damaged, or asks for anything but tensors.
  static func read(_ file: MappedFile) throws -> TensorListing {
    let head = min(file.count, StateDictUnpickler.longestPickle)
    var reader = ByteReader(file.bytes(0..<head), subject: file.name)
    _ = try reader.take(magic.count)
    guard try value(&reader, file) == .integer(version) else {
      throw EngineError("\(file.name) is in a version of torch's format that is not known: it is damaged or something else", kind: .damaged)
    }
    try refuseBigEndian(&reader, file)

    var unpickler = StateDictUnpickler(reader, subject: file.name)
    let state = try unpickler.run()
    var keys = StateDictUnpickler(unpickler.reader, subject: file.name, keepsLists: true)
    guard case .list(let number) = try keys.value() else { throw keys.refusal("does not list its storages; it is damaged") }
    let places = try places(of: keys.lists[number], unpickler.storages, from: keys.reader.position, file)
    return try TorchFile.layouts(of: state, in: places, file) { "storage \($0.prefix(20))" }
  }

  private static func value(_ reader: inout ByteReader, _ file: MappedFile) throws -> PickleValue {
    var unpickler = StateDictUnpickler(reader, subject: file.name)
    defer { reader = unpickler.reader }
    return try unpickler.value()
  }

  /// Reads the third pickle, `{"protocol_version": 1001, "little_endian": True, "type_sizes": {...}}`, and refuses a file of a big-endian
  /// machine.
  private static func refuseBigEndian(_ reader: inout ByteReader, _ file: MappedFile) throws {
    var unpickler = StateDictUnpickler(reader, subject: file.name)
    defer { reader = unpickler.reader }
    guard case .dictionary(let number) = try unpickler.value() else {
      throw unpickler.refusal("does not say which machine wrote it; it is damaged")
    }
    for case (.text("little_endian"), .boolean(false)) in unpickler.dictionaries[number] {
      throw EngineError("\(file.name) is not little-endian: save it again on such a machine")
    }
  }

  /// The bytes of the storages in the file; the storages follow each other in the order of `keys`.
  private static func places(
    of keys: [PickleValue], _ storages: [String: TorchStorage], from start: Int, _ file: MappedFile
  ) throws -> [String: Range<Int>] {
    var places: [String: Range<Int>] = [:]
    var position = start
    for key in keys {
      let cut = EngineError("\(file.name) ends within its storages: it is damaged or was not copied whole", kind: .damaged)
      guard case .text(let key) = key, let storage = storages[key] else {
        throw EngineError("\(file.name) lists a storage that no tensor lies in: it is damaged", kind: .damaged)
      }
      guard file.count - position >= 8 else { throw cut }
      var reader = ByteReader(file.bytes(position..<position + 8), subject: file.name)
      position += 8
      guard try reader.size64() == storage.count else {
        throw EngineError("\(file.name) gives storage \(key.prefix(20)) two sizes: it is damaged", kind: .damaged)
      }
      let (size, overflow) = storage.count.multipliedReportingOverflow(by: storage.element.byteCount)
      guard !overflow, size <= file.count - position else { throw cut }
      guard places.updateValue(position..<position + size, forKey: key) == nil else {
        throw EngineError("\(file.name) lists storage \(key.prefix(20)) twice: it is damaged", kind: .damaged)
      }
      position += size
    }
    return places
  }
}
