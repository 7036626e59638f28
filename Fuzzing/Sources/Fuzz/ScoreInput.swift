import Store

/// Decodes an input as signed scores, or takes it for scores, which must come back from the codec.
enum ScoreInput {
  static func run(_ input: [UInt8]) {
    guard input.count >= 2 else { return }
    let bytes = Array(input.dropFirst(2))
    switch input[0] & 3 {
    case 0: roundTrip(bytes, .exact)
    case 1: roundTrip(bytes, .sixteenBits)
    default: decode(bytes, count: Int(input[1]))
    }
  }

  private static func decode(_ bytes: [UInt8], count: Int) {
    guard let scores = try? ScoreCodec.decode(bytes, count: count) else { return }
    precondition(scores.count == count && scores.allSatisfy(\.isFinite), "\(scores)")
  }

  private static func roundTrip(_ bytes: [UInt8], _ codec: ScoreCodec) {
    let scores = bytes.fuzzFloats(bytes.count / 4)
    guard let decoded = try? ScoreCodec.decode(codec.encode(scores), count: scores.count) else {
      preconditionFailure("scores that were encoded cannot be decoded")
    }
    let largest = scores.reduce(0) { max($0, Double(abs($1))) }
    let bound = codec == .exact ? 0 : codec.maxError * largest + Double(Float.leastNonzeroMagnitude) / 2
    for (score, result) in zip(scores, decoded) {
      precondition(abs(Double(result) - Double(score)) <= bound, "\(score) became \(result) in \(codec)")
    }
  }
}

extension [UInt8] {
  /// The first `count` floats in these bytes, with 0 in place of infinity and NaN.
  func fuzzFloats(_ count: Int) -> [Float] {
    (0..<count).map { index in
      let value = Float(bitPattern: self[4 * index..<4 * index + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
      return value.isFinite ? value : 0
    }
  }
}
