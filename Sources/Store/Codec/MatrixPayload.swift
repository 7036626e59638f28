/// The bytes of a matrix, and the codec that reads them. Size and exponent travel beside them.
public struct MatrixPayload: Sendable, Equatable {
  /// What the bytes are in: the preferred codec, or lossless where that could not hold a value.
  public let codec: MatrixCodec
  /// One LZ4 block.
  public let bytes: [UInt8]

  init(codec: MatrixCodec, bytes: [UInt8]) {
    self.codec = codec
    self.bytes = bytes
  }
}
