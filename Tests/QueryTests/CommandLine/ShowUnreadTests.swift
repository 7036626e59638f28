import Store
import Testing

/// `show` of a text with a part that the model did not read.
struct ShowUnreadTests {
  /// Three tokens of "Not bad. The end, a film." were read.
  private static func cut(_ text: String, not: Range<Int>, bad: Range<Int>) throws -> SampleStore {
    let example = SampleStore.example(
      row: 1, id: "1", text: text, label: nil, predicted: nil, confidence: nil, pieces: [("not", not, 0.25), ("bad", bad, 0.5)],
      isTruncated: true)
    return try SampleStore([example], settings: SampleStore.settings(problemType: .none))
  }

  @Test func whatTheModelDidNotReadIsShownAsUnread() throws {
    let store = try Self.cut("Not bad. The end,\na film.", not: 0..<3, bad: 4..<7)
    #expect(
      try store.run("show", "1").text == """
        example 1 · truncated to 4 tokens

        Not [[bad]]
        ── not read from here on ──
        . The end,
        a film.

        strongest: bad 50.0 % · Not 25.0 %

        """)
    let faint = "\n\u{1B}[2m── not read from here on ──\u{1B}[0m\n\u{1B}[2m. The end,\u{1B}[0m\n\u{1B}[2ma film.\u{1B}[0m\n"
    #expect(try store.run("show", "1", "--color", "always").text.contains(faint))
    let plain = try store.run("show", "1", "--plain").text
    #expect(plain.contains("\nNot     bad\n▄ 25.0  █ 50.0\n\n── not read from here on ──\n\n.  The  end,\n\na  film.\n"), "\(plain)")
  }

  @Test func aTextThatWasCutOnTheLeftIsUnreadUpToItsFirstToken() throws {
    let store = try Self.cut("A film, not bad", not: 8..<11, bad: 12..<15)
    #expect(try store.run("show", "1").text.contains("\n\nA film, \n── not read up to here ──\nnot [[bad]]\n\n"))
  }

  @Test func blanksAndMarksBehindTheLastTokenAreNotUnread() throws {
    let store = try Self.cut("not ba\u{301}\u{200D} \n ", not: 0..<3, bad: 4..<6)
    #expect(try !store.run("show", "1").text.contains("not read"))
  }
}
