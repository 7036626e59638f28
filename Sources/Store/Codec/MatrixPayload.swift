/// The bytes of a matrix, and the codec that reads them. The matrix' size and exponent are kept beside them.
public struct MatrixPayload: Sendable, Equatable {
  /// The codec of the bytes: the preferred one, or `lossless` where a value did not fit the preferred one.
  public let codec: MatrixCodec
  /// One LZ4 block.
  public let bytes: [UInt8]

  init(codec: MatrixCodec, bytes: [UInt8]) {
    self.codec = codec
    self.bytes = bytes
  }
}
