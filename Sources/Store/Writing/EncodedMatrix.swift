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

  /// All matrices of an example, or window, of so many tokens.
  /// - Precondition: each is of that size, and there are at most 1023 layers.
  static func encode(final: MatrixRecord, layers: [MatrixRecord], tokens: Int, codec: MatrixCodec) -> [EncodedMatrix] {
    precondition(layers.count < MatrixKey.layers, "\(layers.count) layers")
    precondition(
      ([final] + layers).allSatisfy { $0.size == tokens }, "a matrix of another size than the \(tokens) tokens of its example")
    return [EncodedMatrix(final, layer: .final, codec: codec)]
      + layers.enumerated().map { EncodedMatrix($1, layer: .layer($0 + 1), codec: codec) }
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
