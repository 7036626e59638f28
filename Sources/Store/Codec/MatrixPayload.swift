/// An encoded matrix, and the codec that decodes it. The size and the exponent of the matrix are stored beside the payload.
public struct MatrixPayload: Sendable, Equatable {
  /// The codec of the bytes: the requested codec, or `lossless` where a value does not fit the requested codec.
  public let codec: MatrixCodec
  /// One LZ4 block.
  public let bytes: [UInt8]

  init(codec: MatrixCodec, bytes: [UInt8]) {
    self.codec = codec
    self.bytes = bytes
  }
}
