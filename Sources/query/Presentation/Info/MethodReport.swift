package import Store
import Support

/// The output of the methods of a store, where there are several, or a signed one.
package struct MethodReport {
  /// A method with the examples that have scores by it.
  private struct Entry {
    let settings: MethodSettings
    let examples: Int
    /// The classes for which some example has signed scores.
    let classes: [String]

    /// The classes; where they depend on the text, so much is said.
    var classesText: String {
      let chosen = settings.options.flatMap { try? JSONValue(parsing: Array($0.utf8))["classes"]?.string }?.split(separator: ",") ?? []
      let own = ["predicted", "gold"].filter { chosen.contains($0[...]) }
      guard !own.isEmpty, !chosen.contains("all") else { return classes.joined(separator: ", ") }
      return "each text's \(own.joined(separator: " and ")) class" + (chosen.count > own.count ? " and others" : "")
    }
  }

  private static let columns = ["method", "aggregate", "scores", "examples"]

  private let entries: [Entry]

  /// Reads how many examples have scores by each method; nil where there is one unsigned method, of which all examples have.
  /// - Throws: `StoreError` where the store cannot be read.
  package init?(_ store: AttributionStore) throws {
    guard store.settings.hasChoiceOfScores else { return nil }
    entries = try store.settings.methods.map { settings in
      let (examples, classes) = try store.scored(by: settings.method)
      return Entry(settings: settings, examples: examples, classes: classes)
    }
  }

  /// The table for people.
  var table: Passage {
    let rows = entries.map { entry -> [Cell] in
      let method = entry.settings.method
      let classes = entry.classes.isEmpty ? "" : ", for " + entry.classesText
      return [
        .text(method.name), Cell(method.aggregate?.rawValue),
        .text(
          (entry.settings.isImported ? "imported, " : "") + (method.isSigned ? "signed" + classes : "how much, not for which class")),
        .integer(entry.examples),
      ]
    }
    return .table(Table(columns: Self.columns, rows: rows), caption: "Methods, the first of which answers where none is named")
  }

  /// A JSON array of the methods in order.
  var json: JSONOutput {
    .array(
      entries.map { entry in
        let method = entry.settings.method
        return .object([
          (key: "method", value: .cell(.text(method.name))), (key: "aggregate", value: .cell(Cell(method.aggregate?.rawValue))),
          (key: "signed", value: .cell(.flag(method.isSigned))), (key: "examples", value: .cell(.integer(entry.examples))),
          (key: "classes", value: .array(entry.classes.map { .cell(.text($0)) })),
          (key: "imported", value: .cell(.flag(entry.settings.isImported))),
          (key: "options", value: .cell(entry.settings.options.map(Cell.json) ?? .null)),
        ])
      })
  }
}
