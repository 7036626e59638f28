import Support
import Testing

struct TextPatternTests {
  private func matches(_ pattern: String, _ text: String) -> [Range<Int>] { TextPattern(pattern).matches(in: text) }

  @Test func `matches are in order and without overlaps, in Unicode scalars`() {
    #expect(matches("aa", "aaaaa") == [0..<2, 2..<4])
    #expect(matches("film", "Ein FILM, 映画 film 🎬 Film") == [4..<8, 13..<17, 20..<24])
    #expect(matches("x", "abc").isEmpty)
    #expect(matches("", "abc").isEmpty)
    #expect(matches("long", "lo").isEmpty)
  }

  @Test func `canonically equal texts match, at the place that the text has`() {
    #expect(matches("caf\u{E9}", "un CAFE\u{301} caf\u{E9}") == [3..<8, 9..<13])
    #expect(matches("cafe\u{301}", "un CAFE\u{301} caf\u{E9}") == [3..<8, 9..<13])
    #expect(matches("\u{1EC7}", "vie\u{323}\u{302}t vi\u{1EC7}t vie\u{302}\u{323}t") == [2..<5, 9..<10, 14..<17])
    #expect(matches("K", "300 \u{212A}") == [4..<5])
  }

  @Test func `an accent is a part of its letter in either spelling`() {
    #expect(matches("cafe", "caf\u{E9} cafe\u{301}").isEmpty)
    #expect(matches("e", "e\u{301}e") == [2..<3])
  }

  @Test func `a sign that is no part of a composed letter may follow`() {
    #expect(matches("नही", "यह नहीं") == [3..<6])
    #expect(matches("كتاب", "كتابٌ") == [0..<4])
  }
}
