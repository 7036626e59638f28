import GRDB
import Schema
import Testing

@testable import Store

/// The tables of a store are those that its version's migrations make.
struct SchemaCheckTests {
  @Test("the known digest of each version's tables is the digest of the tables that the migrations make")
  func digests() throws {
    #expect(SchemaCheck.digests.count == Schema.version)
    for version in 1...Schema.version {
      let digest = try SchemaCheck.made(version: version) { try SchemaCheck.digest(of: $0) }
      #expect(SchemaCheck.digests[version - 1] == digest, "version \(version)")
    }
  }

  @Test(
    "the digest notices a further table, a trigger and a changed definition, but no view and no index",
    arguments: [
      ("CREATE TABLE mine (a)", true), ("CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END", true),
      ("ALTER TABLE run ADD COLUMN mine", true), ("CREATE VIEW mine AS SELECT 1", false), ("CREATE INDEX mine ON run (corpus)", false),
    ])
  func notices(sql: String, isNoticed: Bool) throws {
    try SchemaCheck.made(version: Schema.version) { database in
      try database.execute(sql: sql)
      #expect(try (SchemaCheck.digest(of: database) != SchemaCheck.digests[Schema.version - 1]) == isNoticed)
    }
  }
}
