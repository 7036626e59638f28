import Foundation
package import Store
import Support

/// The output of what evaluations and ablations found.
package struct EvaluationListing {
  private static let columns = [
    "method", "aggregate", "metric", "value", "low", "high", "examples", "by", "sample", "seed", "layer", "class", "step", "word",
    "options", "q",
  ]

  private let evaluations: [Evaluation]

  /// Takes the results; what an unfinished evaluation has done so far is none.
  package init(_ evaluations: [Evaluation]) { self.evaluations = evaluations.filter { !$0.isUnfinished } }

  /// Whether there are no results.
  package var isEmpty: Bool { evaluations.isEmpty }

  /// The results of this method and metric; nil stands for all.
  package func choosing(method: String?, metric: String?) -> EvaluationListing {
    EvaluationListing(evaluations.filter { (method == nil || $0.method == method) && (metric == nil || $0.metric == metric) })
  }

  /// The names of the methods, and of the metrics, in the order of the results.
  package var methods: [String] { evaluations.map(\.method).withoutRepetitions }
  package var metrics: [String] { evaluations.map(\.metric).withoutRepetitions }

  /// Writes the results: tables for people, a list in JSON, else a row each.
  package func write(as format: ListingFormat, to sink: ByteSink) throws {
    switch format {
    case .table, .md: try Passage.write(EvaluationTables(evaluations).passages, as: format, to: sink)
    case .json: try sink.write(JSONOutput.array(rows.map(Self.object)).text + "\n")
    case .csv, .tsv, .jsonl, .excel:
      return try Listing(rowsKey: "results", columns: Self.columns, rows: rows).write(as: format, to: sink)
    }
    try sink.flush()
  }

  private var rows: [[Cell]] {
    zip(evaluations, AblationFindings.qValues(of: evaluations)).map { result, q in
      [
        .text(result.method), Cell(result.aggregate?.rawValue), .text(result.metric), Cell(result.value), Cell(result.interval?.lowerBound),
        Cell(result.interval?.upperBound), .integer(result.examples), Cell(result.masking), Cell(result.sample),
        result.seed.map { .text(String(UInt64(bitPattern: $0))) } ?? .null, Cell(result.layer), Cell(result.className), Cell(result.step),
        Cell(result.word), result.options.map(Cell.json) ?? .null, Cell(q),
      ]
    }
  }

  private static func object(_ row: [Cell]) -> JSONOutput {
    .object(
      zip(columns, row).map { column, cell in
        // A seed is a whole number up to 2^64 - 1.
        if column == "seed", case .text(let digits) = cell { return (key: column, value: .document(digits)) }
        return (key: column, value: .cell(cell))
      })
  }
}
