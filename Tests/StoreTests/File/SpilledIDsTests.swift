import Store
import Testing

struct SpilledIDsTests {
  @Test func anIDKeepsTheRowThatItCameWithFirst() throws {
    let ids = try SpilledIDs()
    for row in 1...1000 { try ids.insert("id \(row % 900)", row: row) }
    #expect(try ids.row(of: "id 7") == 7)
    #expect(try ids.row(of: "id 0") == 900)
    #expect(try ids.row(of: "id 900") == nil)
    #expect(try ids.row(of: "") == nil)
  }

  @Test func idsAreToldApartByTheirBytes() throws {
    let ids = try SpilledIDs()
    try ids.insert("caf\u{E9}", row: 1)
    try ids.insert("nul\u{0}", row: 2)
    #expect(try ids.row(of: "cafe\u{301}") == nil)
    #expect(try ids.row(of: "nul") == nil)
    #expect(try ids.row(of: "nul\u{0}") == 2)
    #expect(try ids.row(of: "caf\u{E9}") == 1)
  }
}
