/// How a matrix becomes bytes. Each record says which format it is in, so that several live in one store.
public enum MatrixFormat: Int, Sendable, CaseIterable {
  /// The numbers themselves, little-endian.
  case plain = 0

  /// What a store writes unless told otherwise.
  public static var standard: MatrixFormat { .plain }

  /// The name that `info` prints.
  public var name: String {
    switch self {
    case .plain: "fp32"
    }
  }

  /// The largest relative error of a value.
  public var maxRelativeError: Double {
    switch self {
    case .plain: 0
    }
  }

  /// The payload of a matrix. The size and the exponent are kept beside it.
  func encode(_ matrix: MatrixRecord) -> [UInt8] {
    switch self {
    case .plain: TokenBlobs.packFloats(matrix.values)
    }
  }

  /// The matrix of a payload.
  /// - Throws: `StoreError` where the payload is none of that size.
  func decode(_ payload: [UInt8], size: Int, exponent: Int) throws -> MatrixRecord {
    switch self {
    case .plain:
      guard let values = TokenBlobs.unpackFloats(payload), values.count == size * size else {
        throw StoreError("\(payload.count) bytes are no matrix of size \(size)")
      }
      return MatrixRecord(size: size, values: values, exponent: exponent)
    }
  }
}
