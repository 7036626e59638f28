import Testing

@testable import Presentation

struct SuggestionsTests {
  @Test func namesAreWholeSoThatTheyCanBeCopied() {
    let long = String(repeating: "words more ", count: 20)
    #expect(Suggestions.list([long, "b", "c"]) == "'\(long)', 'b' or 'c'")
    #expect(Suggestions.list(["a", "b"], joinedBy: "and") == "'a' and 'b'")
    #expect(Suggestions.list([]) == "none")
  }
}
