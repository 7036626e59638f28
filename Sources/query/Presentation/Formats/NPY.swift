/// A square matrix of float64 in NumPy's file format, version 1.0 (numpy.lib.format).
///
/// No library is used, because the format is one line of text before the values.
enum NPY {
  /// The bytes of a file: magic, version, header, and the values in C order, little-endian.
  ///
  /// - Parameters:
  ///   - values: The values, row-major. `[T, T]`
  ///   - size: `T`
  /// - Returns: The whole file.
  static func bytes(of values: [Double], size: Int) -> [UInt8] {
    precondition(values.count == size * size, "\(values.count) values for a matrix of size \(size)")
    var bytes = header(size: size)
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// The header, padded with blanks so that the values begin at a multiple of 64 bytes.
  static func header(size: Int) -> [UInt8] {
    let dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(size), \(size)), }"
    let preamble = 10
    let unpadded = preamble + dictionary.utf8.count + 1
    let padding = (64 - unpadded % 64) % 64
    let length = UInt16(dictionary.utf8.count + padding + 1)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
      + Array((dictionary + String(repeating: " ", count: padding) + "\n").utf8)
  }
}
