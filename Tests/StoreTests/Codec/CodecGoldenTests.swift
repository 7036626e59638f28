import Foundation
import Store
import Support
import TestSupport
import Testing

/// The matrices of real texts, from the code of the method's authors.
@Suite(.enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
struct CodecGoldenTests {
  static let models = [
    "minilm-l6-sentiment", "bert-tiny-sentiment", "electra-tiny-sentiment", "bert-odd-nli", "electra-odd-nli", "bert-deep",
  ]

  /// A record in the form in which a store receives it: scaled so that the largest value lies in [0.5, 1).
  static func record(_ values: [Double], size: Int) -> ScaledMatrix {
    let exponent = (values.max() ?? 0) > 0 ? Int((values.max() ?? 1).exponent) + 1 : 0
    let scaled = values.map { min(Float($0 * exp2(-Double(exponent))), Float(1).nextDown) }
    return ScaledMatrix(size: size, values: scaled, exponent: exponent)
  }

  /// The rollouts of all methods and the local matrices of all layers.
  static func records(of model: String) throws -> [(name: String, matrix: ScaledMatrix)] {
    guard let shared = SharedFolder.url else { return [] }
    let goldens = try GoldenTensors(shared.appendingPathComponent("goldens/\(model).safetensors"))
    var records: [(name: String, matrix: ScaledMatrix)] = []
    for name in goldens.names {
      let size = try goldens.shape(name).last ?? 0
      if name.contains("/rollout/") {
        records.append((name, record(try goldens.doubles(name), size: size)))
      } else if name.contains("/local/") {
        let values = try goldens.floats(name)
        for layer in 0..<values.count / (size * size) {
          let matrix = values[layer * size * size..<(layer + 1) * size * size].map(Double.init)
          records.append(("\(name), layer \(layer + 1)", record(matrix, size: size)))
        }
      }
    }
    return records
  }

  @Test(arguments: models) func `every matrix stays within the error`(model: String) throws {
    let records = try Self.records(of: model)
    #expect(!records.isEmpty)
    for (name, matrix) in records {
      let payload = MatrixCodec.encode(matrix)
      let decoded = try payload.codec.decode(payload.bytes, size: matrix.size, exponent: matrix.exponent)
      #expect(CodecTests.largestError(decoded.values, matrix.values) <= payload.codec.maxRelativeError, "\(name)")
      let whole = MatrixCodec.encode(matrix, preferring: .lossless)
      #expect(try whole.codec.decode(whole.bytes, size: matrix.size, exponent: matrix.exponent) == matrix, "\(name)")
    }
  }

  @Test(arguments: models) func `the plain decoder agrees on the rollouts`(model: String) throws {
    for (name, matrix) in try Self.records(of: model) where name.contains("/rollout/N-Enc") {
      let payload = MatrixCodec.encode(matrix)
      let decoded = try payload.codec.decode(payload.bytes, size: matrix.size, exponent: matrix.exponent)
      let expected = CodecReference.decode(payload.bytes, lossless: payload.codec == .lossless, size: matrix.size)
      #expect(decoded.values == expected, "\(name)")
    }
  }

  @Test func `rollouts of movie sentences take under 8 bits a value, all told`() throws {
    var (bytes, values) = (0, 0)
    for (name, matrix) in try Self.records(of: "minilm-l6-sentiment") where name.hasPrefix("movies") && name.hasSuffix("/rollout/N-Enc") {
      bytes += MatrixCodec.encode(matrix).bytes.count
      values += matrix.values.count
    }
    let bits = Double(bytes * 8) / Double(max(values, 1))
    #expect(values > 5000)
    #expect(bits < 7.5, "\(bits) bits a value")
  }
}
