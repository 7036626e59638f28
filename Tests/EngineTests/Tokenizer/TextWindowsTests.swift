import Foundation
import TestSupport
import Testing

@testable import Engine

/// Long texts are cut into the same windows as by Hugging Face's tokenizers.
@Suite struct TextWindowsTests {
  private struct Case: Decodable {
    var text: String
    var side: String
    var maxLength: Int
    var stride: Int
    var ids: [[Int32]]
    var offsets: [[[Int]]]
  }

  @Test("windows hold the ids and offsets of the reference, truncating on either side")
  func reference() throws {
    let model = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment")
    let right = try PipelineTokenizer(modelDirectory: model)
    let directory = try TemporaryDirectory()
    try FileManager.default.copyItem(
      at: model.appendingPathComponent("vocab.txt"), to: directory.url.appendingPathComponent("vocab.txt"))
    _ = try directory.write(#"{"truncation_side": "left"}"#, to: "tokenizer_config.json")
    let left = try PipelineTokenizer(modelDirectory: directory.url)
    let cases = try JSONLines.decode(Case.self, Fixtures.url.appendingPathComponent("tokenizer/windows.jsonl"))
    #expect(cases.count == 40 && cases.contains { $0.ids.count > 5 })
    for sample in cases {
      let tokenizer = sample.side == "left" ? left : right
      let whole = tokenizer.encode(sample.text, pair: nil, maxLength: .max)
      let windows = tokenizer.windows(of: whole, maxLength: sample.maxLength, stride: sample.stride).map { whole.window($0) }
      // The reference lists the windows from the side that it does not truncate.
      let ids = sample.side == "left" ? Array(sample.ids.reversed()) : sample.ids
      #expect(windows.map(\.inputIDs) == ids, "\(sample.text), \(sample.maxLength), \(sample.stride)")
      let offsets = windows.map { $0.offsets.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [0, 0] } }
      #expect(offsets == (sample.side == "left" ? Array(sample.offsets.reversed()) : sample.offsets))
      #expect(windows.allSatisfy { !$0.isTruncated })
    }
  }

  @Test("every piece is in a window, neighbours share exactly the stride, and only one window may be short", arguments: 0..<9)
  func cover(stride: Int) {
    for count in 0...60 {
      for fromEnd in [false, true] {
        let ranges = TextWindows.ranges(count: count, budget: 9, stride: stride, fromEnd: fromEnd)
        #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == count)
        let short = ranges.indices.filter { ranges[$0].count < 9 }
        #expect(short.isEmpty || short == [fromEnd ? 0 : ranges.count - 1])
        for (left, right) in zip(ranges, ranges.dropFirst()) { #expect(left.upperBound - right.lowerBound == stride) }
      }
    }
  }
}
