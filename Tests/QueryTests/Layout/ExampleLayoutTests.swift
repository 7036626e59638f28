import Foundation
import Store
import Testing

@testable import Presentation

struct ExampleLayoutTests {
  private func layout(
    _ text: String, _ pieces: [(piece: String, offsets: Range<Int>, score: Float)], words: Bool = false
  ) throws -> ExampleLayout {
    let record = SampleStore.example(
      row: 1, id: "x", text: text, label: nil, predicted: nil, confidence: nil, pieces: pieces)
    let sample = try SampleStore([record], settings: SampleStore.settings(problemType: .none))
    let store = try AttributionStore.openForReading(at: sample.url)
    let example = try #require(try withExtendedLifetime(sample) { try store.example(id: "x") })
    return ExampleLayout(example, words: words)
  }

  @Test func runsCoverTheWholeText() throws {
    let layout = try layout("a bad film", [("bad", 2..<5, 0.5), ("film", 6..<10, 0.25)])
    #expect(
      layout.segments.map(\.runs) == [
        [
          .init(range: 0..<2, unit: nil), .init(range: 2..<5, unit: 1), .init(range: 5..<6, unit: nil), .init(range: 6..<10, unit: 2),
        ]
      ])
    #expect(layout.units.map(\.name) == ["[CLS]", "▁bad", "▁film", "[SEP]"])
    #expect(layout.sums(of: [0.1, 0.5, 0.25, 0.15]) == [0.1, 0.5, 0.25, 0.15])
  }

  @Test func wordsAreNamedAsTheTextHasThemAndSumTheirPieces() throws {
    let layout = try layout("Unable bad", [("un", 0..<2, 0.25), ("##able", 2..<6, 0.25), ("bad", 7..<10, 0.25)], words: true)
    #expect(layout.units.map(\.name) == ["[CLS]", "Unable", "bad", "[SEP]"])
    #expect(layout.units.map(\.tokens) == [0..<1, 1..<3, 3..<4, 4..<5])
    #expect(layout.sums(of: [0, 0.25, 0.5, 0.125, 0]) == [0, 0.75, 0.125, 0])
  }

  @Test func wordsReachOverTheMarksBehindThem() throws {
    let layout = try layout("ba\u{301}\u{200D} film", [("bad", 0..<2, 0.25), ("film", 5..<9, 0.25)], words: true)
    #expect(layout.units.map(\.offsets) == [nil, 0..<4, 5..<9, nil])
    #expect(layout.segments[0].runs.map(\.range) == [0..<4, 4..<5, 5..<9])
  }

  @Test func tokensOfOneLetterBecomeOneUnit() throws {
    let layout = try layout("한", [("a", 0..<1, 0.25), ("##m", 0..<1, 0.5)])
    #expect(layout.units.map(\.name) == ["[CLS]", "한", "[SEP]"])
    #expect(layout.segments[0].runs == [.init(range: 0..<1, unit: 1)])
    #expect(layout.sums(of: [0, 0.25, 0.5, 0])[1] == 0.75)
  }

  @Test func offsetsBeyondTheTextAreCutOff() throws {
    let layout = try layout("ab", [("a", 1..<9, 0.5), ("bad", 9..<12, 0.25)])
    #expect(layout.segments[0].runs == [.init(range: 0..<1, unit: nil), .init(range: 1..<2, unit: 1)])
  }

  @Test func anEmptyTextHasNoRuns() throws {
    #expect(try layout("", []).segments.map(\.runs) == [[]])
  }
}
