import Engine
import Support

/// The supported families of models, as a table for a screen of 80 columns, or as JSON.
struct FamilyTable {
  let families: [ModelFamily]

  /// Columns of the last column.
  private static let width = 29

  /// The table, and the settings with which models are refused.
  var text: String {
    let rows =
      [["MODEL_TYPE", "CLASS", "TOKENIZER", "TESTED WITH"]]
      + families.flatMap { family in
        Self.wrapped(family.tested).enumerated().map { line, tested in
          (line == 0 ? [family.modelType, family.className, family.tokenizers.joined(separator: ", ")] : ["", "", ""]) + [tested]
        }
      }
    let widths = (0..<3).map { column in rows.reduce(0) { max($0, $1[column].count) } }
    let lines = rows.map { row in
      zip(row, widths).map { $0.padding(to: $1) + "  " }.joined() + row[3]
    }
    return (lines + ["", "Refused, by a setting in config.json:"] + refusals.map { "  \($0)" }).joined(separator: "\n")
  }

  /// An array with an object for each family.
  var json: String {
    let objects = families.map { family -> JSONOutput in
      func list(_ texts: [String]) -> JSONOutput { .array(texts.map { .text($0) }) }
      return .object([
        ("model_type", .text(family.modelType)), ("classes", list(family.classes)), ("tokenizers", list(family.tokenizers)),
        ("tested", .text(family.tested)), ("refused", list(family.refused)),
      ])
    }
    return JSONOutput.array(objects).text(spacing: " ")
  }

  /// A line for each setting with which models are refused, and the families that it is about.
  private var refusals: [String] {
    let settings = families.flatMap(\.refused).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return settings.map { setting in
      let (refusing, others) = (names { $0.refused.contains(setting) }, names { !$0.refused.contains(setting) })
      if others.isEmpty { return setting }
      return setting
        + (others.count < refusing.count ? ", but in " + others.joined(separator: ", ") : ", in " + refusing.joined(separator: ", "))
    }
  }

  private func names(_ isIncluded: (ModelFamily) -> Bool) -> [String] { families.filter(isIncluded).map(\.modelType) }

  private static func wrapped(_ text: String) -> [String] {
    text.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
