import Foundation
import Store
import TestSupport
import Testing

/// DecompX scores with a bias token, from the method's formulas, for texts and a trained model.
@Suite(.enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
struct ScoreCodecGoldenTests {
  @Test func `scores and bias still add up to the logit, but for half a step a token`() throws {
    let shared = try #require(SharedFolder.url)
    let goldens = try GoldenTensors(shared.appendingPathComponent("goldens/adjoint-minilm-l6-sentiment.safetensors"))
    let names = goldens.names.filter { $0.hasSuffix("/decompx_linear/classes") }
    #expect(names.count > 10)
    for name in names {
      let example = String(name.dropLast("/decompx_linear/classes".count))
      let (shape, values) = (try goldens.shape(name), try goldens.floats(name))
      let (bias, logits) = (try goldens.floats("\(example)/decompx_linear/bias"), try goldens.floats("\(example)/logits"))
      for c in 0..<shape[1] {
        let scores = (0..<shape[0]).map { values[$0 * shape[1] + c] }
        let decoded = try ScoreCodec.decode(ScoreCodec.sixteenBits.encode(scores), count: scores.count)
        #expect(ScoreCodecTests.error(decoded, scores) <= ScoreCodec.sixteenBits.maxError, "\(name)")
        let largest = Double(scores.map(\.magnitude).max() ?? 0)
        let sum = decoded.reduce(Double(bias[c])) { $0 + Double($1) }
        let bound = Double(scores.count) * largest * ScoreCodec.sixteenBits.maxError + 1e-5 * max(1, abs(Double(logits[c])))
        #expect(abs(sum - Double(logits[c])) <= bound, "\(name), class \(c)")
      }
    }
  }
}
