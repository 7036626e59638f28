import GRDB
import Support

/// Looks for ids that several of the stores have which are read as one: such an example would count more than once.
struct RepeatedIDs {
  /// Largest number of examples all of whose ids are compared whenever stores are opened together.
  static let mostCompared = 50_000
  /// Number of ids of each store that are looked up in the others where there are more examples.
  private static let sample: Int64 = 256

  private let files: [StoreFile]
  private let database: Database

  init(_ files: [StoreFile], in database: Database) {
    (self.files, self.database) = (files, database)
  }

  /// The error for an example that is in more than one store.
  static func refusal(of id: String, in stores: String) -> StoreError {
    StoreError(
      "the example '\(id)' is in more than one of the stores \(stores), and would count more than once: ask stores together that share no "
        + "example", kind: .refused)
  }

  /// - Throws: `StoreError` where two stores have the same id.
  func refuse(isThorough: Bool) throws {
    if isThorough { try compareAll() } else { try compareSample() }
  }

  /// Goes through the ids of all stores in their order, which the index of each has.
  private func compareAll() throws {
    let select = try DirectStatement("SELECT id, part FROM example ORDER BY id", in: database)
    var (last, part) = ([UInt8](), -1)
    while try select.step() {
      let isRepeated = select.withText(0) { id in
        if part >= 0, id.elementsEqual(last) { return true }
        last.removeAll(keepingCapacity: true)
        last.append(contentsOf: id)
        return false
      }
      if isRepeated { throw refusal(of: select.text(0), part, select.int(1)) }
      part = select.int(1)
    }
  }

  /// Looks up ids of each store, evenly spread over its keys, in the others.
  private func compareSample() throws {
    let lookups = try files.indices.map {
      try DirectStatement("SELECT 1 FROM \(JoinedKeys.schema($0)).example WHERE id = ?", in: database)
    }
    for part in files.indices {
      let schema = JoinedKeys.schema(part)
      let last = try Int64.fetchOne(database, sql: "SELECT max(key) FROM \(schema).example") ?? 0
      let select = try DirectStatement("SELECT id FROM \(schema).example WHERE key >= ? ORDER BY key LIMIT 1", in: database)
      for number in 0..<Self.sample {
        select.bind(values: last * number / Self.sample)
        defer { select.reset() }
        guard try select.step() else { continue }
        let id = select.text(0)
        for other in files.indices where other != part {
          lookups[other].bind(values: id)
          defer { lookups[other].reset() }
          if try lookups[other].step() { throw refusal(of: id, part, other) }
        }
      }
    }
  }

  private func refusal(of id: String, _ one: Int, _ other: Int) -> StoreError {
    StoreError(
      "the example '\(id)' is in the store \(files[one].name) and in the store \(files[other].name), and would count more than once: ask stores "
        + "together that share no example", kind: .refused)
  }
}
