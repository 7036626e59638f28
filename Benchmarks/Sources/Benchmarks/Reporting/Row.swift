/// A row of the table.
struct Row {
  enum Unit: String {
    case ratio, gigaflops, seconds, milliseconds, megabytes, megabytesPerSecond, bitsPerValue, tokensPerSecond

    /// A number in this unit, with its significant digits.
    func text(_ value: Double) -> String {
      func digits(_ count: Int, _ suffix: String) -> String {
        let scale = [1.0, 10, 100, 1_000][count]
        let whole = Int((value * scale).rounded())
        guard count > 0 else { return "\(whole)\(suffix)" }
        let fraction = "\(whole % Int(scale))"
        return "\(whole / Int(scale)).\(String(repeating: "0", count: count - fraction.count))\(fraction)\(suffix)"
      }
      return switch self {
      case .ratio: digits(3, "")
      case .gigaflops: digits(1, " GFLOP/s")
      case .seconds: digits(3, " s")
      case .milliseconds: digits(1, " ms")
      case .megabytes: digits(0, " MB")
      case .megabytesPerSecond: digits(0, " MB/s")
      case .bitsPerValue: digits(2, " bits")
      case .tokensPerSecond: digits(0, " tokens/s")
      }
    }
  }

  enum Target {
    case atLeast(Double)
    case atMost(Double)

    func isMet(by value: Double) -> Bool {
      switch self {
      case .atLeast(let limit): value >= limit
      case .atMost(let limit): value <= limit
      }
    }
  }

  let topic: Topic
  let name: String
  let sample: Sample
  let unit: Unit
  /// The target; nil for a row that only helps to understand others.
  let target: Target?

  init(_ topic: Topic, _ name: String, _ sample: Sample, _ unit: Unit, target: Target? = nil) {
    self.topic = topic
    self.name = name
    self.sample = sample
    self.unit = unit
    self.target = target
  }

  var isMet: Bool? { target.map { $0.isMet(by: sample.median) } }
}
