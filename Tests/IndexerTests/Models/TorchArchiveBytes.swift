import Foundation

/// A `pytorch_model.bin` made by hand from a pickle and one storage, with possibly false sizes.
enum TorchArchiveBytes {
  private static func littleEndian<T: FixedWidthInteger>(_ value: T) -> Data { withUnsafeBytes(of: value.littleEndian) { Data($0) } }

  /// The archive's bytes.
  /// - Parameters:
  ///   - pickle: The contents of `data.pkl`.
  ///   - claimed: The pickle's size in the directory; nil for the true one.
  ///   - storageName: The name of the storage in the directory.
  /// - Returns: A zip archive with zip64 sizes.
  static func archive(pickle: Data, claimed: UInt64? = nil, storageName: String = "m/data/0") -> Data {
    var file = Data()
    var directory = Data()
    for (name, contents, size) in [("m/data.pkl", pickle, claimed ?? UInt64(pickle.count)), (storageName, Data(count: 24), 24)] {
      let offset = UInt64(file.count)
      let middle = littleEndian(UInt16(20)) + Data(count: 12)
      file += Data([0x50, 0x4B, 3, 4]) + middle + littleEndian(UInt32(contents.count)) + littleEndian(UInt32(contents.count))
      file += littleEndian(UInt16(name.utf8.count)) + Data(count: 2) + Data(name.utf8) + contents
      directory += Data([0x50, 0x4B, 1, 2, 20, 0]) + middle + littleEndian(UInt32.max) + littleEndian(UInt32.max)
      directory += littleEndian(UInt16(name.utf8.count)) + littleEndian(UInt16(28)) + Data(count: 10) + littleEndian(UInt32.max)
      directory += Data(name.utf8) + littleEndian(UInt16(1)) + littleEndian(UInt16(24))
      directory += littleEndian(size) + littleEndian(size) + littleEndian(offset)
    }
    let start = UInt32(file.count)
    file += directory + Data([0x50, 0x4B, 5, 6]) + Data(count: 4) + littleEndian(UInt16(2)) + littleEndian(UInt16(2))
    return file + littleEndian(UInt32(directory.count)) + littleEndian(start) + Data(count: 2)
  }
}
