import Foundation
import Support
import TestSupport
import Testing

@testable import Store

/// The contrast of random slices is noise: texts that are drawn at random differ by chance only, so scores are normally distributed.
///
/// The words are those in at least 5 texts, including words that are absent from the slice.
struct ContrastCalibrationTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// The results for random slices of one size.
  private struct Noise {
    /// Share of the scores beyond 1.96.
    var beyond = 0.0
    /// Median over slices of the highest score.
    var medianHighest = 0.0
    /// Share of the words with q of at most 0.05.
    var findings = 0.0
  }

  /// The words of each text, with their scores.
  private func texts(of corpus: URL, limit: Int) throws -> [[(token: Int64, score: Int64)]] {
    let url = directory.url.appendingPathComponent("noise.globenc")
    let done = try IndexTool.run([
      corpus.path, "--model", IndexTool.model, "--store", url.path, "--quiet", "--limit", "\(limit)",
    ])
    #expect(done.status == 0, "\(done.errors)")
    let store = try AttributionStore.openForReading(at: url)
    var numbers: [ExactString: Int64] = [:]
    var texts: [[(token: Int64, score: Int64)]] = []
    try store.forEachExample { example in
      texts.append(
        example.words.map { word in
          let number = numbers[ExactString(word.name)] ?? Int64(numbers.count)
          numbers[ExactString(word.name)] = number
          return (number, word.tokens.reduce(0) { $0 + FixedPoint.integer(example.tokens[$1].score) })
        })
    }
    #expect(texts.count == limit)
    return texts
  }

  private func noise(in texts: [[(token: Int64, score: Int64)]], size: Int, slices: Int = 20) -> Noise {
    var whole = TokenSums()
    for text in texts { whole.addText(text) }
    var noise = Noise()
    var highest: [Double] = []
    var (words, beyond, findings) = (0, 0, 0)
    for seed in 1...slices {
      var random = RandomNumbers(seed: UInt64(seed))
      var slice = TokenSums()
      for text in texts.shuffled(using: &random).prefix(size) { slice.addText(text) }
      let comparison = TokenComparison(slice, with: whole.without(slice), floor: 5)
      let results = comparison.compared.compactMap { comparison.result(of: $0.token) }
      #expect(results.count == whole.all.filter { $0.texts >= 5 }.count)
      words += results.count
      beyond += results.count { abs($0.contrast) > 1.96 }
      findings += results.count { $0.q <= 0.05 }
      highest.append(results.map(\.contrast).max() ?? 0)
    }
    noise.beyond = Double(beyond) / Double(words)
    noise.findings = Double(findings) / Double(words)
    noise.medianHighest = highest.sorted()[slices / 2]
    return noise
  }

  @Test func `random slices of the sample reviews show noise`() throws {
    let texts = try texts(of: Fixtures.samples.appendingPathComponent("movies.jsonl"), limit: 600)
    for size in [30, 60, 240, 300, 540] {
      let noise = noise(in: texts, size: size)
      #expect(noise.beyond <= 0.06, "\(size): \(noise)")
      #expect(noise.medianHighest < 3.8, "\(size): \(noise)")
      #expect(noise.findings < 0.001, "\(size): \(noise)")
    }
  }

  @Test(.enabled(if: SharedFolder.url != nil))
  func `random slices of 3,000 reviews show noise`() throws {
    let corpus = try #require(SharedFolder.url).appendingPathComponent("corpora/movies.jsonl")
    let texts = try texts(of: corpus, limit: 3000)
    for size in [60, 204, 1200] {
      let noise = noise(in: texts, size: size)
      #expect(noise.beyond <= 0.06, "\(size): \(noise)")
      #expect(noise.medianHighest < 3.8, "\(size): \(noise)")
      #expect(noise.findings < 0.001, "\(size): \(noise)")
    }
  }
}
