import GRDB
import Support

/// Checks that labels are as they were written.
enum LabelCheck {
  /// The damaged labels, and the model's labels that are not in their places.
  /// - Throws: Errors of SQLite.
  static func damages(in database: Database, settings: StoreSettings) throws -> [Damage] {
    // All labels are read from the table, the model's, too.
    let labels = LabelNames(database, classes: [])
    var damages: [Damage] = []
    func report(_ what: String) { damages.append(Damage(table: "label", "table label: \(what)")) }
    var names: [Int64: String] = [:]
    let classes = settings.classes
    for id in try Int64.fetchAll(database, sql: "SELECT id FROM label ORDER BY id") {
      do {
        let name = try labels.name(of: id)
        if id <= classes.count { names[id] = name }
      } catch let error as StoreError where error.isDamage {
        report(error.description)
      }
    }
    for (place, name) in classes.enumerated() where names[Int64(place + 1)].map(ExactString.init) != ExactString(name) {
      report("label \(place + 1) is not '\(name)', as it is among the model's")
    }
    return damages
  }
}
