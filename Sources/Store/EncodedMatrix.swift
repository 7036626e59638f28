/// A matrix in the form in which it is inserted.
struct EncodedMatrix: Sendable {
  let layer: MatrixLayer
  let size: Int
  let exponent: Int
  /// `MatrixCodec.rawValue`
  let codec: Int
  let checksum: Int64
  let payload: [UInt8]

  init(_ matrix: MatrixRecord, layer: MatrixLayer, codec preferred: MatrixCodec) {
    self.layer = layer
    size = matrix.size
    exponent = matrix.exponent
    let encoded = MatrixCodec.encode(matrix, preferring: preferred)
    codec = encoded.codec.rawValue
    payload = encoded.bytes
    checksum = Self.checksum(layer: layer, size: size, exponent: exponent, codec: codec, payload: payload)
  }

  /// What a record must add up to.
  static func checksum(layer: MatrixLayer, size: Int, exponent: Int, codec: Int, payload: [UInt8]) -> Int64 {
    var checksum = Checksum()
    checksum.add(layer.index)
    checksum.add(size)
    checksum.add(exponent)
    checksum.add(codec)
    checksum.add(payload)
    return checksum.stored
  }
}
