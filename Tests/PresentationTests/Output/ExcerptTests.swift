import Testing

@testable import Presentation

struct ExcerptTests {
  @Test func aBeginningIsCutAtItsWidth() {
    #expect(Excerpt.beginning(of: "short", width: 5) == "short")
    #expect(Excerpt.beginning(of: "a little longer", width: 8) == "a little…")
    #expect(Excerpt.beginning(of: "a little longer", width: 9) == "a little…")
    #expect(Excerpt.beginning(of: "電影電影", width: 5) == "電影…")
  }

  @Test(arguments: [(7, "In May…"), (8, "In May…"), (10, "In May…"), (11, "In May 2004…"), (12, "In May 2004…")])
  func aNumberInATextIsWholeOrLeftOut(width: Int, beginning: String) {
    #expect(Excerpt.beginning(of: "In May 2004 there", width: width) == beginning)
  }

  @Test func separatorsAreOfTheNumber() {
    #expect(Excerpt.beginning(of: "costs 1,234.50 here", width: 9) == "costs…")
    #expect(Excerpt.beginning(of: "costs 1,234.50 here", width: 12) == "costs…")
    #expect(Excerpt.beginning(of: "costs 1,234.50 here", width: 14) == "costs 1,234.50…")
    #expect(Excerpt.beginning(of: "on 9. Then more", width: 4) == "on 9…")
    #expect(Excerpt.beginning(of: "12345678", width: 4) == "1234…")
    let parts = Excerpt.centred(6..<9, in: "12345 hit 67890", width: 11)
    #expect([parts.before, parts.hit, parts.after] == ["… ", "hit", " …"])
  }

  @Test func theStretchAroundAPlaceIsCutOnBothSides() {
    #expect(Excerpt.around(4..<7, in: "one two three", margin: 2) == "…e two t…")
    #expect(Excerpt.around(0..<3, in: "one two", margin: 9) == "one two")
    #expect(Excerpt.around(40..<50, in: "one", margin: 1) == "…e")
  }

  @Test func aPlaceStaysInTheMiddleOfWhatFits() {
    func centred(_ range: Range<Int>, _ text: String, _ width: Int?) -> [String] {
      let parts = Excerpt.centred(range, in: text, width: width)
      return [parts.before, parts.hit, parts.after]
    }
    #expect(centred(4..<7, "one two three", nil) == ["one ", "two", " three"])
    #expect(centred(4..<7, "one two three", 13) == ["one ", "two", " three"])
    #expect(centred(8..<11, "aaa bbb ccc ddd eee", 11) == ["…bb ", "ccc", " dd…"])
    #expect(centred(0..<3, "aaa bbb ccc ddd eee", 11) == ["", "aaa", " bbb c…"])
    #expect(centred(16..<19, "aaa bbb ccc ddd eee", 11) == ["…c ddd ", "eee", ""])
    #expect(centred(0..<9, "aaaaaaaaa b", 6) == ["", "aaaa", "…"])
    #expect(centred(9..<12, "aaa", 6) == ["aaa", "", ""])
  }

  @Test func anExcerptIsNoWiderThanItsCells() {
    let text = "映画 ba\u{301}d\u{1B}[2J 映画映画 film\u{7}\nend"
    let scalars = Array(text.unicodeScalars)
    for start in scalars.indices {
      for width in 4...40 {
        let parts = Excerpt.centred(start..<start + 1, in: text, width: width)
        #expect(DisplayWidth.of(parts.before + parts.hit + parts.after) <= width)
        #expect(parts.before.unicodeScalars.first != "\u{301}")
      }
    }
  }
}
