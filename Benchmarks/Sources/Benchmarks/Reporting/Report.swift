import Foundation

/// The results of a run.
struct Report {
  let machine: Machine
  let material: String
  let rows: [Row]

  /// A Markdown table, for people.
  var table: String {
    let header = ["what", "measured", "lowest – highest", "target", ""]
    let cells = rows.map { row in
      let unit = row.unit
      let range = row.sample.values.count > 1 ? "\(unit.text(row.sample.lowest)) – \(unit.text(row.sample.highest))" : ""
      let target =
        switch row.target {
        case .atLeast(let limit): "at least \(unit.text(limit))"
        case .atMost(let limit): "at most \(unit.text(limit))"
        case nil: ""
        }
      return [row.name, unit.text(row.sample.median), range, target, row.isMet.map { $0 ? "ok" : "MISSED" } ?? ""]
    }
    let widths = header.indices.map { column in ([header] + cells).map { $0[column].count }.reduce(3, max) }
    func line(_ cells: [String]) -> String {
      "| " + zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: " | ") + " |"
    }
    let rule = line(widths.map { String(repeating: "-", count: $0) })
    return ([machine.heading, "MiniLM-L6 rows: \(material).", "", line(header), rule] + cells.map(line)).joined(separator: "\n")
  }

  /// JSON, for scripts.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      let document = Document(machine: machine, material: material, rows: rows.map(Document.Line.init))
      return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
  }

  private struct Document: Encodable {
    struct Line: Encodable {
      var topic, name, unit: String
      var measured, lowest, highest: Double
      var repetitions: Int
      var atLeast, atMost: Double?
      var met: Bool?

      init(_ row: Row) {
        (topic, name, unit) = (row.topic.rawValue, row.name, row.unit.rawValue)
        (measured, lowest, highest) = (row.sample.median, row.sample.lowest, row.sample.highest)
        repetitions = row.sample.values.count
        switch row.target {
        case .atLeast(let limit): atLeast = limit
        case .atMost(let limit): atMost = limit
        case nil: break
        }
        met = row.isMet
      }
    }

    var machine: Machine
    var material: String
    var rows: [Line]
  }
}
