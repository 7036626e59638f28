/// A matrix in the form in which it is inserted.
struct EncodedMatrix: Sendable {
  let layer: MatrixLayer
  /// Without the key, which is known when it is written.
  let fields: MatrixFields

  init(_ matrix: MatrixRecord, layer: MatrixLayer, codec preferred: MatrixCodec) {
    self.layer = layer
    let encoded = MatrixCodec.encode(matrix, preferring: preferred)
    var fields = MatrixFields(
      size: matrix.size, exponent: matrix.exponent, codec: encoded.codec.rawValue, payload: encoded.bytes)
    fields.checksum = fields.sum(of: layer)
    self.fields = fields
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
}
