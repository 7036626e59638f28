import Testing

@testable import query

struct ExcerptTests {
  @Test func aBeginningIsCutAtItsWidth() {
    #expect(Excerpt.beginning(of: "short", width: 5) == "short")
    #expect(Excerpt.beginning(of: "a little longer", width: 8) == "a little…")
    #expect(Excerpt.beginning(of: "a little longer", width: 9) == "a little…")
    #expect(Excerpt.beginning(of: "電影電影", width: 5) == "電影…")
  }

  @Test func theStretchAroundAPlaceIsCutOnBothSides() {
    #expect(Excerpt.around(4..<7, in: "one two three", margin: 2) == "…e two t…")
    #expect(Excerpt.around(0..<3, in: "one two", margin: 9) == "one two")
    #expect(Excerpt.around(40..<50, in: "one", margin: 1) == "…e")
  }
}
