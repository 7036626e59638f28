import GRDB
import Testing

@testable import Store
@testable import Support

struct TokenNamesTests {
  /// Numbers words, list by list.
  private func numbers(_ lists: [[String]], areRising: Bool) throws -> [[Int64]] {
    try SchemaCheck.made(version: TotalsVersion.first) { database in
      let names = try TokenNames(.words, in: database)
      return lists.map { list in
        var place = 0
        return list.map { areRising ? names.number(ofWord: ExactString($0), from: &place) : names.number(ofWord: ExactString($0)) }
      }
    }
  }

  @Test(arguments: [
    [["a", "b", "c"], ["a", "b", "c"]], [["b", "d"], ["a", "b", "c", "d", "e"], ["c", "e", "f"]], [[], ["a"], [], ["a", "b"]],
    [["a"], ["b"], ["c"], ["a", "b", "c", "d"]], [["", "\u{E9}"], ["e\u{301}", "\u{E9}", "\u{1F600}"]],
    // The index of a damaged store.
    [["c", "a", "b"], ["b", "a", "c", "a"]], [["a", "b", "c", "d"], ["d", "b", "a", "e", "c", "e"]],
  ])
  func `words of lists in rising order have the same numbers as words that are looked up one by one`(lists: [[String]]) throws {
    let expected = try numbers(lists, areRising: false)
    #expect(try numbers(lists, areRising: true) == expected)
    #expect(Set(expected.joined()).count == Set(lists.joined().map { ExactString($0) }).count)
  }
}
