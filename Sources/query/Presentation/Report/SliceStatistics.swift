import Store
import Support

/// The statistics of all examples of a page's slice, from one scan.
struct SliceStatistics {
  /// Bins of the confidence.
  private static let confidenceBins = 20

  /// Whether predictions can be right or wrong, because some gold label is a class of the model.
  let isJudged: Bool
  /// Whether the model gives sets of labels, so that the confidence is the highest sigmoid.
  let hasSets: Bool
  private(set) var examples = 0
  private(set) var tokens = 0
  private(set) var truncated = 0
  /// Bins by number of tokens.
  private var lengths: [Int: Histogram.Bin] = [:]
  private var confidences = [Histogram.Bin](repeating: Histogram.Bin(name: ""), count: confidenceBins)
  private var (judged, confident) = (0, 0)
  private var confidenceTotal = 0.0

  init(isJudged: Bool, hasSets: Bool = false) { (self.isJudged, self.hasSets) = (isJudged, hasSets) }

  /// Mean confidence; nil where the model gives none.
  var meanConfidence: Double? { confident == 0 ? nil : confidenceTotal / Double(confident) }

  /// Counts an example.
  mutating func add(_ example: Example) {
    examples += 1
    tokens += example.tokens.count
    if example.isTruncated { truncated += 1 }
    let isRight = isJudged ? example.isRight : nil
    if isRight != nil { judged += 1 }
    let bin: WritableKeyPath<Histogram.Bin, Int> = isRight.map { $0 ? \.right : \.wrong } ?? \.unjudged
    lengths[example.tokens.count, default: Histogram.Bin(name: "")][keyPath: bin] += 1
    if let confidence = example.confidence {
      confident += 1
      confidenceTotal += confidence
      confidences[min(max(Int(confidence * Double(Self.confidenceBins)), 0), Self.confidenceBins - 1)][keyPath: bin] += 1
    }
  }

  /// The histogram of the number of tokens; nil without examples.
  var lengthHistogram: Histogram? {
    guard let least = lengths.keys.min(), let most = lengths.keys.max() else { return nil }
    let width = LengthBins.width(from: least, to: most)
    let first = least / width
    var bins = (first...most / width).map { place in
      Histogram.Bin(name: width == 1 ? Counted.text(place, "token") : "\(place * width) to \((place + 1) * width - 1) tokens")
    }
    for (length, bin) in lengths {
      bins[length / width - first].right += bin.right
      bins[length / width - first].wrong += bin.wrong
      bins[length / width - first].unjudged += bin.unjudged
    }
    // The edges of the bins; where a bin is a single length, the lengths themselves.
    let ends = [first * width, (most / width + 1) * width - (width == 1 ? 1 : 0)]
    let middle = width > 1 && bins.count % 2 == 0 ? [(ends[0] + ends[1]) / 2] : []
    return Histogram(
      title: "Length in tokens",
      summary: "Histogram of the numbers of tokens, from \(least) to \(most), on average \(tokens / max(1, examples))", bins: bins,
      ticks: ([ends[0]] + middle + [ends[1]]).map(\.grouped), isJudged: judged > 0)
  }

  /// The histogram of the confidence; nil where the model gives none.
  var confidenceHistogram: Histogram? {
    if confident == 0 { return nil }
    let named = confidences.enumerated().map { place, bin in
      Histogram.Bin(
        name: "\(hasSets ? "highest sigmoid" : "confidence") \(5 * place) to \(5 * place + 5) %", right: bin.right, wrong: bin.wrong,
        unjudged: bin.unjudged)
    }
    // With two classes, no confidence is below a half.
    let first = named.prefix(Self.confidenceBins / 2).allSatisfy { $0.total == 0 } ? Self.confidenceBins / 2 : 0
    let sure = named.last?.total ?? 0
    let kind = hasSets ? "highest sigmoid" : "confidence"
    return Histogram(
      title: hasSets ? "Highest sigmoid of an example" : "Confidence of the prediction",
      summary: "Histogram of the \(kind); \(sure.grouped) of \(Counted.text(confident, "example")) are at 95 % or above",
      bins: Array(named[first...]), ticks: first == 0 ? ["0 %", "50 %", "100 %"] : ["50 %", "75 %", "100 %"], isJudged: judged > 0)
  }
}
