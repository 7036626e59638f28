import Store
import Support

/// Decodes an input as a matrix, uses it as damage to an encoded matrix, or takes it for a matrix, which must come back from the codec.
enum CodecInput {
  static func run(_ input: [UInt8]) {
    guard input.count >= 2 else { return }
    let codec = MatrixCodec.allCases[Int(input[0] & 1) % MatrixCodec.allCases.count]
    let payload = Array(input.dropFirst(2))
    switch input[0] >> 1 & 3 {
    case 0: _ = try? codec.decode(payload, size: Int(input[1]), exponent: 0)
    case 1: decode(damage: payload, size: Int(input[1] & 31), isSigned: input[1] & 32 != 0, codec)
    default: roundTrip(payload, codec)
    }
  }

  /// Decodes a large matrix that is damaged wherever `damage` is not zero, because few random payloads get past the first row.
  private static func decode(damage: [UInt8], size: Int, isSigned: Bool, _ preferred: MatrixCodec) {
    let values = (0..<size * size).map { (index: Int) -> Float in
      index % 7 == 3 ? 0 : (isSigned && index % 5 < 2 ? -1 : 1) / Float(2 + index * index % 1009)
    }
    let encoded = MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0), preferring: preferred)
    var bytes = encoded.bytes
    for index in bytes.indices where !damage.isEmpty { bytes[index] ^= damage[index % damage.count] }
    _ = try? encoded.codec.decode(bytes, size: size, exponent: 0)
  }

  private static func roundTrip(_ bytes: [UInt8], _ preferred: MatrixCodec) {
    var size = 0
    while 4 * (size + 1) * (size + 1) <= bytes.count { size += 1 }
    let values = bytes.fuzzFloats(size * size)
    let matrix = ScaledMatrix(size: size, values: values, exponent: 3)
    let encoded = MatrixCodec.encode(matrix, preferring: preferred)
    guard let decoded = try? encoded.codec.decode(encoded.bytes, size: size, exponent: 3) else {
      preconditionFailure("a matrix that was encoded cannot be decoded")
    }
    for (value, result) in zip(values, decoded.values) {
      let bound = encoded.codec == .lossless ? 0 : 0.001 * abs(value)
      precondition(abs(result - value) <= bound, "\(value) became \(result) in \(encoded.codec)")
    }
  }
}
