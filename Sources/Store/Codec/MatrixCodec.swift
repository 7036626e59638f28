internal import CCodec
public import Support

/// The representation of a matrix in bytes, of values with or without signs. The store keeps the raw value beside a payload.
///
/// Byte layout, and other codecs that were tried: `schema/codec.md`. Encoding and decoding are integer arithmetic throughout: the same matrix
/// gives the same payload, and the same payload the same matrix, on every machine.
public enum MatrixCodec: Int, Sendable, Codable, CaseIterable {
  /// Every bit of every value; -0 becomes 0.
  case lossless = 0
  /// Every value within 0.1 % of the true one; zero and signs are exact.
  case tenthPercent = 1

  /// The largest `|decoded / true - 1|` over the values of a matrix that are not 0.
  public var maxRelativeError: Double {
    switch self {
    case .lossless: 0
    case .tenthPercent: 0.001
    }
  }

  /// The codec of signed scores in a store with this codec of matrices.
  public var signedScores: ScoreCodec { self == .lossless ? .exact : .sixteenBits }

  /// Its name on the command line and in `info`.
  public var name: String {
    switch self {
    case .lossless: "lossless"
    case .tenthPercent: "compact"
    }
  }

  /// Nil where no codec has that name.
  public init?(name: String) {
    guard let codec = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = codec
  }

  /// Rows of the largest matrix that can be encoded.
  public static let largestSize = Int(CodecLargestSize)

  /// Encodes a matrix by the preferred codec, or losslessly where that cannot hold one of its values.
  ///
  /// - Precondition: Values are finite, and the size is at most `largestSize`. `tenthPercent` holds 0 and absolute values in [2^-126, 1): every
  ///   value of a scaled record, except values more than 125 octaves below the largest.
  public static func encode(_ matrix: ScaledMatrix, preferring codec: MatrixCodec = .tenthPercent) -> MatrixPayload {
    if codec != .lossless, let payload = codec.payload(of: matrix) { return MatrixPayload(codec: codec, bytes: payload) }
    guard let payload = MatrixCodec.lossless.payload(of: matrix) else {
      preconditionFailure("a matrix of size \(matrix.size) holds a value that is infinite or NaN")
    }
    return MatrixPayload(codec: .lossless, bytes: payload)
  }

  /// Decodes a payload of this codec; any bytes may come.
  ///
  /// - Parameters:
  ///   - payload: The bytes that `encode` returned.
  ///   - size: Rows of the matrix, `T`.
  ///   - exponent: Passed on to the record.
  /// - Returns: The matrix, exact or within the codec's error.
  /// - Throws: `StoreError` where the size is impossible, or the payload damaged beyond doubt. A store keeps a checksum beside each payload,
  ///   which finds other damage.
  public func decode(_ payload: [UInt8], size: Int, exponent: Int) throws -> ScaledMatrix {
    guard (0...Self.largestSize).contains(size) else {
      throw StoreError("no matrix has \(size) rows: 0 to \(Self.largestSize) are possible", kind: .damaged)
    }
    // LZ4 makes at most 255 bytes of one, and each value takes a bit at least: no room is made for what cannot be there.
    guard size * size <= (payload.count + 1) * 255 * 8 else {
      throw StoreError("\(payload.count) bytes are no matrix of size \(size) in the codec \(name)", kind: .damaged)
    }
    var status = CodecDone
    let values = [Float](unsafeUninitializedCapacity: size * size) { buffer, count in
      payload.withUnsafeBufferPointer { bytes in
        // C wants an address even for no bytes at all.
        var none = (UInt8(0), Float(0))
        status = withUnsafeMutablePointer(to: &none) { none in
          codecDecode(
            kind, bytes.baseAddress ?? UnsafeRawPointer(none).assumingMemoryBound(to: UInt8.self), bytes.count, Int32(size),
            buffer.baseAddress ?? UnsafeMutableRawPointer(none).assumingMemoryBound(to: Float.self))
        }
      }
      count = status == CodecDone ? size * size : 0
    }
    switch status {
    case CodecDone: return ScaledMatrix(size: size, values: values, exponent: exponent)
    case CodecNoMemory: throw StoreError("there is no memory to decode a matrix of size \(size)", kind: .unavailable)
    default: throw StoreError("\(payload.count) bytes are no matrix of size \(size) in the codec \(name)", kind: .damaged)
    }
  }

  private var kind: CodecKind {
    switch self {
    case .lossless: CodecLossless
    case .tenthPercent: CodecTenthPercent
    }
  }

  /// The payload, or nil where a value does not fit the codec.
  private func payload(of matrix: ScaledMatrix) -> [UInt8]? {
    precondition(matrix.size <= Self.largestSize, "a matrix of size \(matrix.size), where \(Self.largestSize) is the largest")
    let size = Int32(matrix.size)
    var status = CodecDone
    let payload = [UInt8](unsafeUninitializedCapacity: codecBound(size)) { buffer, count in
      matrix.values.withUnsafeBufferPointer { values in
        guard let out = buffer.baseAddress else { return }
        var none = Float(0)
        status = withUnsafePointer(to: &none) { codecEncode(kind, values.baseAddress ?? $0, size, out, &count) }
      }
      if status != CodecDone { count = 0 }
    }
    precondition(status != CodecNoMemory, "no memory to encode a matrix of size \(size)")
    return status == CodecDone ? payload : nil
  }
}
