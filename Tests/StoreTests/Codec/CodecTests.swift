import Foundation
import Store
import Support
import TestSupport
import Testing

/// Matrices of many kinds come back from the codecs within the error that each codec states.
struct CodecTests {
  /// Matrices of one size, of many kinds from random to degenerate.
  static func matrices(size: Int) -> [(name: String, values: [Float])] {
    var random = RandomNumbers(seed: UInt64(size))
    func uniform() -> Float { Float.random(in: 0.001..<1, using: &random) }
    func fill(_ value: (_ i: Int, _ j: Int) -> Float) -> [Float] { (0..<size * size).map { value($0 / size, $0 % size) } }
    let columns = (0..<size).map { _ in uniform() }
    return [
      ("random", fill { _, _ in uniform() }),
      ("like a rollout", fill { i, j in columns[j] * (0.8 + 0.1 * uniform()) * (i == j ? 1 : 0.5) }),
      ("spiky", fill { i, j in i == j || uniform() > 0.95 ? 0.9 : 1e-6 * uniform() }),
      ("over the whole range", fill { _, _ in Float(sign: .plus, exponent: -1 - Int(125 * uniform()), significand: 1 + uniform()) }),
      ("with zeros", fill { _, _ in uniform() > 0.5 ? uniform() : 0 }),
      ("a triangle", fill { i, j in j <= i ? 1 / Float(i + 2) : 0 }),
      ("zero", fill { _, _ in 0 }),
      ("constant", fill { _, _ in 0.5 }),
      ("just below 1", fill { _, _ in Float(1).nextDown }),
      ("equal rows", fill { _, j in columns[j] }),
      ("equal columns", fill { i, _ in columns[i] }),
      ("the identity", fill { i, j in i == j ? 0.5 : 0 }),
      ("smallest normal numbers", fill { i, j in i == j ? 0.75 : Float.leastNormalMagnitude * (1 + uniform()) }),
      ("random with signs", fill { _, _ in uniform() > 0.5 ? uniform() : -uniform() }),
      ("with signs and zeros", fill { _, _ in uniform() > 0.6 ? 0 : uniform() > 0.5 ? uniform() : -uniform() }),
      ("signs by column", fill { _, j in j % 3 == 1 ? columns[j] : -columns[j] }),
      ("just above -1", fill { _, _ in -Float(1).nextDown }),
      ("zero but for the first row", fill { i, j in i > 0 ? 0 : j % 2 == 0 ? -columns[j] : columns[j] }),
    ]
  }

  /// A row is decoded in groups of 8 and 4 columns, and 16 columns are a block.
  static let sizes = Array(0...17) + [27, 31, 32, 33, 64, 100]

  /// The largest `|decoded / true - 1|`; infinite where a zero is not exact.
  static func largestError(_ decoded: [Float], _ values: [Float]) -> Double {
    zip(decoded, values).reduce(0) { max($0, $1.1 == 0 ? ($1.0 == 0 ? 0 : .infinity) : abs(Double($1.0) / Double($1.1) - 1)) }
  }

  @Test(arguments: sizes) func `every value stays within the error, and zero is exact`(size: Int) throws {
    for (name, values) in Self.matrices(size: size) {
      let matrix = ScaledMatrix(size: size, values: values, exponent: -7)
      let payload = MatrixCodec.encode(matrix)
      #expect(payload.codec == .tenthPercent, "\(name)")
      let decoded = try payload.codec.decode(payload.bytes, size: size, exponent: -7)
      #expect(decoded.exponent == -7)
      #expect(Self.largestError(decoded.values, values) <= MatrixCodec.tenthPercent.maxRelativeError, "\(name)")
      #expect(decoded.values.allSatisfy { abs($0) < 1 }, "\(name)")
    }
  }

  @Test(arguments: sizes) func `lossless is bitwise`(size: Int) throws {
    for (name, values) in Self.matrices(size: size) {
      let payload = MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0), preferring: .lossless)
      #expect(payload.codec == .lossless)
      #expect(try MatrixCodec.lossless.decode(payload.bytes, size: size, exponent: 0).values == values, "\(name)")
    }
  }

  @Test(arguments: sizes) func `the plain decoder agrees, bit by bit`(size: Int) throws {
    for (name, values) in Self.matrices(size: size) {
      for codec in MatrixCodec.allCases {
        let payload = MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0), preferring: codec)
        let expected = CodecReference.decode(payload.bytes, lossless: codec == .lossless, size: size)
        #expect(try codec.decode(payload.bytes, size: size, exponent: 0).values == expected, "\(name), \(codec)")
      }
    }
  }

  @Test(arguments: [Float.leastNonzeroMagnitude, Float.leastNormalMagnitude.nextDown, 1, 3.5e30, -1, -3.5e30, -Float.leastNonzeroMagnitude])
  func `a matrix with a value that does not fit is kept losslessly`(value: Float) throws {
    let matrix = ScaledMatrix(size: 2, values: [0.5, value, 0, 0.25], exponent: 3)
    let payload = MatrixCodec.encode(matrix)
    #expect(payload.codec == .lossless)
    #expect(try payload.codec.decode(payload.bytes, size: 2, exponent: 3) == matrix)
  }

  @Test func `no step of the logarithm is wider than the error allows`() throws {
    // Every 32nd number between 0.5 and 1: numbers a few millionths from every boundary, on both sides.
    let size = 512
    let values = (0..<UInt32(size * size)).map { Float(bitPattern: 0x3f00_0000 + 32 * $0 + 31) }
    let payload = MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0))
    let decoded = try payload.codec.decode(payload.bytes, size: size, exponent: 0)
    let error = Self.largestError(decoded.values, values)
    #expect(error > 0.000_99 && error <= 0.000_999_6, "\(error)")
  }

  @Test func `-0 becomes 0`() throws {
    for codec in MatrixCodec.allCases {
      let payload = MatrixCodec.encode(ScaledMatrix(size: 1, values: [-0.0], exponent: 0), preferring: codec)
      #expect(payload.codec == codec)
      #expect(try codec.decode(payload.bytes, size: 1, exponent: 0).values[0].bitPattern == 0)
    }
  }

  @Test(arguments: MatrixCodec.allCases) func `signs leave absolute values as they are`(codec: MatrixCodec) throws {
    for (name, values) in Self.matrices(size: 27) {
      func decoded(_ values: [Float]) throws -> [Float] {
        let payload = MatrixCodec.encode(ScaledMatrix(size: 27, values: values, exponent: 0), preferring: codec)
        return try payload.codec.decode(payload.bytes, size: 27, exponent: 0).values
      }
      #expect(try decoded(values).map(\.magnitude) == decoded(values.map(\.magnitude)), "\(name)")
    }
  }

  @Test func `a decoded matrix encodes to the same bytes`() throws {
    for (name, values) in Self.matrices(size: 27) {
      let payload = MatrixCodec.encode(ScaledMatrix(size: 27, values: values, exponent: 0))
      let decoded = try payload.codec.decode(payload.bytes, size: 27, exponent: 0)
      #expect(MatrixCodec.encode(decoded) == payload, "\(name)")
    }
  }

  @Test func `a few numbers take a few bytes`() {
    func bytes(_ values: [Float], size: Int) -> Int {
      MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0)).bytes.count
    }
    #expect(bytes([], size: 0) <= 2)
    #expect(bytes([0.75], size: 1) <= 5)
    #expect(bytes([0.75, 0.2, 0.5, 0.6], size: 2) <= 11)
    // Rows of a deep random model are alike.
    #expect(bytes((0..<4096).map { 0.9 - 0.01 * Float($0 % 64) }, size: 64) <= 250)
    #expect(bytes((0..<4096).map { ($0 % 64 % 5 < 2 ? -1 : 1) * (0.9 - 0.01 * Float($0 % 64)) }, size: 64) <= 275)
  }
}
