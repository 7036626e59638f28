import Testing

@testable import Indexer

struct InFlightIDsTests {
  @Test func aClaimLastsUntilTheStoreHasTheExample() throws {
    let ids = InFlightIDs()
    ids.add("a", row: 1)
    ids.add("cafe\u{301}", row: 2)
    #expect(try ids.row(of: "a") == 1)
    #expect(try ids.row(of: "caf\u{E9}") == nil)
    ids.remove(["a"])
    #expect(try ids.row(of: "a") == nil)
  }

  @Test func theClaimOfARefusedRowLastsForTheWholeRun() throws {
    let ids = InFlightIDs()
    for row in 1...500 {
      ids.add("id \(row)", row: row)
      try ids.refuse("id \(row)", row: row)
    }
    ids.remove((1...500).map { "id \($0)" })
    #expect(try ids.row(of: "id 77") == 77)
    #expect(try ids.row(of: "id 501") == nil)
  }
}
