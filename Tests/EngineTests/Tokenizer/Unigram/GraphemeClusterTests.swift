import Foundation
import TestSupport
import Testing

@testable import Engine

/// Comparison of grapheme clusters with those of the reference, for all scalars that have a property of their own.
@Suite struct GraphemeClusterTests {
  private static let found: [String: [[UInt32]]] = {
    let file = Fixtures.url.appendingPathComponent("tokenizer/unigram/graphemes.json")
    return (try? JSONDecoder().decode([String: [[UInt32]]].self, from: Data(contentsOf: file))) ?? [:]
  }()

  /// All scalars but those of the planes that are empty or ideographs only.
  private static let scalars = [1...0xD7FF, 0xE000...0x1FFFF, 0xE0000...0xE0FFF].flatMap { $0.compactMap(Unicode.Scalar.init(_:)) }

  private static func set(_ name: String) throws -> Set<UInt32> {
    Set(try #require(found[name]).flatMap { $0[0]...$0[1] })
  }

  /// Whether the text is one cluster.
  private static func isOne(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return GraphemeCluster.end(in: bytes, from: 0, to: bytes.count) == bytes.count
  }

  private static func differences(
    _ name: String, among isAsked: (Unicode.Scalar) -> Bool = { _ in true }, is decide: (Unicode.Scalar) -> Bool
  ) throws -> [String] {
    let expected = try set(name)
    return scalars.filter { isAsked($0) && decide($0) != expected.contains($0.value) }.map { String($0.value, radix: 16) }
  }

  @Test("what extends, controls or prepends")
  func marks() throws {
    #expect(try Self.differences("extends") { Self.isOne("a\($0)") } == [])
    #expect(try Self.differences("prepends", among: { $0 != "b" }) { Self.isOne("\($0)b") } == [])
    #expect(try Self.differences("controls", among: { $0.value < 0x10000 }) { !Self.isOne("\u{600}\($0)") } == [])
  }

  @Test("what a joiner joins")
  func pictographs() throws {
    let extends = try Self.set("extends")
    #expect(try Self.differences("pictographs", among: { !extends.contains($0.value) }) { Self.isOne("\u{A9}\u{200D}\($0)") } == [])
  }

  @Test("what is a conjunct")
  func conjuncts() throws {
    let (extends, controls, prepends) = (try Self.set("extends"), try Self.set("controls"), try Self.set("prepends"))
    let others: (Unicode.Scalar) -> Bool = { !extends.contains($0.value) }
    #expect(try Self.differences("consonants", among: others) { Self.isOne("\($0)\u{94D}\u{915}") } == [])
    #expect(
      try Self.differences("conjoined", among: { others($0) && (0x800..<0x10000).contains($0.value) && !controls.contains($0.value) }) {
        Self.isOne("\u{915}\u{94D}\($0)")
      } == [])
    #expect(try Self.differences("links", among: { !prepends.contains($0.value) }) { Self.isOne("\u{915}\($0)\u{915}") } == [])
    #expect(try Self.differences("unlinks", among: { extends.contains($0.value) }) { !Self.isOne("\u{915}\u{94D}\($0)\u{915}") } == [])
  }

  @Test(
    "clusters of several scalars",
    arguments: [
      ("\r\na", "\r\n"), ("\n\r", "\n"), ("\r\u{301}", "\r"), ("\u{1100}\u{1161}\u{11A8}\u{11A8}", "\u{1100}\u{1161}\u{11A8}\u{11A8}"),
      ("\u{AC00}\u{11A8}\u{1161}", "\u{AC00}\u{11A8}"), ("\u{AC01}\u{1161}", "\u{AC01}"), ("🇷🇺🇷", "🇷🇺"), ("👩\u{200D}👩👧", "👩\u{200D}👩"),
      ("👩\u{200D}\u{200D}👩", "👩\u{200D}\u{200D}"), ("👩\u{301}\u{200D}👩", "👩\u{301}\u{200D}👩"), ("👩\u{200D}\u{301}👩", "👩\u{200D}\u{301}"),
      ("\u{915}\u{94D}\u{93E}\u{915}", "\u{915}\u{94D}\u{93E}"), ("\u{600}\u{600}a", "\u{600}\u{600}a"), ("\u{600}\n", "\u{600}"),
    ])
  func sequences(text: String, first: String) {
    #expect(GraphemeCluster.end(in: Array(text.utf8), from: 0, to: text.utf8.count) == first.utf8.count, "\(text.debugDescription)")
  }
}
