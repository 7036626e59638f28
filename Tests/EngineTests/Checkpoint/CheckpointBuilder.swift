import Foundation

/// Bytes of valid and invalid checkpoints, made by hand.
enum CheckpointBuilder {
  static func littleEndian<T: FixedWidthInteger>(_ value: T) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }

  static func floats(_ values: [Float]) -> Data {
    values.reduce(into: Data()) { $0 += littleEndian($1.bitPattern) }
  }

  /// A safetensors file with an arbitrary header.
  static func safetensors(header: String, length: UInt64? = nil, data: Data) -> Data {
    littleEndian(length ?? UInt64(header.utf8.count)) + Data(header.utf8) + data
  }

  /// A safetensors file of F32 tensors, one after another.
  static func safetensors(_ tensors: KeyValuePairs<String, (shape: [Int], values: [Float])>) -> Data {
    var data = Data()
    let entries = tensors.map { name, tensor in
      let begin = data.count
      data += floats(tensor.values)
      return "\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(tensor.shape),\"data_offsets\":[\(begin),\(data.count)]}"
    }
    return safetensors(header: "{\(entries.joined(separator: ","))}", data: data)
  }

  /// A zip archive of stored entries.
  static func zip(_ entries: KeyValuePairs<String, Data>, method: UInt16 = 0, zip64: Bool = false) -> Data {
    var file = Data()
    var directory = Data()
    for (name, contents) in entries {
      let size = UInt32(contents.count)
      let offset = UInt32(file.count)
      let middle = littleEndian(UInt16(20)) + littleEndian(UInt16(0)) + littleEndian(method) + Data(count: 8)
      file += [0x50, 0x4B, 3, 4] + middle + littleEndian(size) + littleEndian(size)
      file += littleEndian(UInt16(name.utf8.count)) + littleEndian(UInt16(0)) + Data(name.utf8) + contents

      let extra = zip64 ? littleEndian(UInt16(1)) + littleEndian(UInt16(24)) : Data()
      let wide = zip64 ? littleEndian(UInt64(size)) + littleEndian(UInt64(size)) + littleEndian(UInt64(offset)) : Data()
      let shown = zip64 ? (size: UInt32.max, offset: UInt32.max) : (size: size, offset: offset)
      directory += [0x50, 0x4B, 1, 2, 20, 0] + middle + littleEndian(shown.size) + littleEndian(shown.size)
      directory += littleEndian(UInt16(name.utf8.count)) + littleEndian(UInt16(extra.count + wide.count)) + Data(count: 10)
      directory += littleEndian(shown.offset) + Data(name.utf8) + extra + wide
    }
    let start = file.count
    file += directory
    if zip64 {
      let record = file.count
      file += [0x50, 0x4B, 6, 6] + littleEndian(UInt64(44)) + Data(count: 12)
      for value in [entries.count, entries.count, directory.count, start] { file += littleEndian(UInt64(value)) }
      file += [0x50, 0x4B, 6, 7] + Data(count: 4) + littleEndian(UInt64(record)) + littleEndian(UInt32(1))
    }
    let count = zip64 ? UInt16.max : UInt16(entries.count)
    file += [0x50, 0x4B, 5, 6] + Data(count: 4) + littleEndian(count) + littleEndian(count)
    return file + littleEndian(zip64 ? UInt32.max : UInt32(directory.count)) + littleEndian(zip64 ? UInt32.max : UInt32(start))
      + Data(count: 2)
  }

  /// A `pytorch_model.bin` with an arbitrary pickle and one storage of 24 bytes.
  static func torch(pickle: Data, zip64: Bool = false) -> Data {
    zip(["m/data.pkl": pickle, "m/byteorder": Data("little".utf8), "m/data/0": floats([0, 1, 2, 3, 4, 5])], zip64: zip64)
  }

  /// The opcodes of `{"w": a view of storage 0, with 6 numbers}`.
  static func pickle(offset: UInt8 = 0, shape: [UInt8] = [2, 3], strides: [UInt8] = [3, 1], count: Int32 = 6) -> Data {
    // In several statements, because the compiler cannot check the types of a single expression.
    var pickle = Data([0x80, 2])
    pickle += Data(
      "}(X\u{1}\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u{7}\0\0\0storagectorch\nFloatStorage\nX\u{1}\0\0\00X\u{3}\0\0\0cpuJ".utf8)
    pickle += littleEndian(count) + Data("tQK".utf8)
    pickle += [offset]
    pickle += tuple(shape) + tuple(strides)
    pickle += [0x89]
    pickle += Data("ccollections\nOrderedDict\n)RtRu.".utf8)
    return pickle
  }

  private static func tuple(_ items: [UInt8]) -> Data {
    Data("(".utf8) + Data(items.flatMap { [UInt8(ascii: "K"), $0] }) + Data("t".utf8)
  }
}
