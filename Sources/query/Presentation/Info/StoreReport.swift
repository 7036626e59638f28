import Foundation
package import Store
package import Support

/// The output of a store's summary.
package struct StoreReport {
  private let summary: StoreSummary
  private let confusion: Confusion
  private let sets: LabelSetCounts?
  private let methods: MethodReport?
  private let evaluations: [Evaluation]
  private let shard: ShardRecord?
  private let parts: [PartReport]

  /// Creates the output of a summary.
  /// - Parameters:
  ///   - summary: The summary.
  ///   - sets: The agreement of all examples, where the model gives sets of labels.
  ///   - methods: The methods, where they are to be listed.
  ///   - evaluations: The results of evaluations.
  ///   - shard: The record of the shard that the store has; nil for a store of a whole corpus.
  ///   - parts: The stores that are read as one; empty where it is one file.
  package init(
    _ summary: StoreSummary, sets: LabelSetAgreement? = nil, methods: MethodReport? = nil, evaluations: [Evaluation] = [],
    shard: ShardRecord? = nil, parts: [PartReport] = []
  ) {
    (self.summary, self.methods, self.shard, self.parts) = (summary, methods, shard, parts)
    self.evaluations = evaluations.filter { !$0.isUnfinished }
    self.sets = sets.map { LabelSetCounts(agreement: $0, classes: summary.settings.labels) }
    confusion = Confusion(
      summary.labels, classes: summary.settings.labels, hasSets: summary.settings.problemType == .multiLabel)
  }

  /// The properties with a single value, in the order of output.
  private var properties: [(key: String, cell: Cell)] {
    let settings = summary.settings
    return [
      (key: "model", cell: .text(settings.model)), (key: "model_fingerprint", cell: .text(settings.modelFingerprint)),
      (key: "tokenizer_fingerprint", cell: .text(settings.tokenizerFingerprint)), (key: "method", cell: .text(settings.method.name)),
      (key: "aggregate", cell: Cell(settings.method.aggregate?.rawValue)), (key: "precision", cell: .text(settings.precision)),
      (key: "backend", cell: Cell(backend)), (key: "max_length", cell: .integer(settings.maxLength)),
      (key: "stride", cell: Cell(settings.stride)),
      (key: "texts", cell: .flag(settings.keepsTexts)), (key: "layers", cell: .text(settings.layers.rawValue)),
      (key: "problem_type", cell: .text(settings.problemType.rawValue)),
      (key: "examples", cell: .integer(summary.examples)), (key: "tokens", cell: .integer(summary.tokens)),
      (key: "truncated", cell: .integer(summary.truncated)), (key: "accuracy", cell: Cell(confusion.accuracy)),
      (key: "matrix_values", cell: .integer(summary.matrixValues)), (key: "matrix_bytes", cell: .integer(summary.matrixBytes)),
      (key: "bits_per_value", cell: Cell(summary.bitsPerValue)), (key: "codec", cell: .text(summary.codec)),
      (key: "max_relative_error", cell: .double(summary.maxRelativeError)), (key: "file_bytes", cell: .integer(summary.fileBytes)),
      (key: "schema_version", cell: .integer(summary.schemaVersion)),
      (key: "label_rule", cell: Cell(settings.labelRule?.kind.rawValue)),
    ]
      + (shard.map { record in
        [
          (key: "shard", cell: .integer(record.shard.number)), (key: "shards", cell: .integer(record.shard.count)),
          (key: "shard_finished", cell: .flag(record.isFinished)),
        ]
      } ?? []) + (parts.isEmpty ? [] : [(key: "stores", cell: .integer(parts.count))])
  }

  /// The properties in rows `key,value`.
  package var listing: Listing {
    Listing(rowsKey: "properties", columns: ["key", "value"], rows: properties.map { [.text($0.key), $0.cell] })
  }

  /// The whole summary.
  package var json: JSONOutput {
    let labels = summary.labels.map { label in
      JSONOutput.object(zip(LabelExport.columns, LabelExport.row(of: label)).map { (key: $0, value: .cell($1)) })
    }
    let columns = summary.settings.columns
    var members = properties.map { (key: $0.key, value: JSONOutput.cell($0.cell)) }
    members += [
      (key: "model_labels", value: .array(summary.settings.labels.map { .cell(.text($0)) })),
      (
        key: "columns",
        value: .object([
          (key: "text", value: .cell(.text(columns.text))), (key: "text_pair", value: .cell(Cell(columns.textPair))),
          (key: "label", value: .cell(.text(columns.label))), (key: "id", value: .cell(.text(columns.id))),
          (key: "keep", value: .array(columns.keep.map { .cell(.text($0)) })),
        ])
      ),
      (key: "labels", value: .array(labels)), (key: "runs", value: .array(summary.runs.map { RunReport($0).json })),
    ]
    if let sets { members.append((key: "label_sets", value: sets.json)) }
    if let methods { members.append((key: "methods", value: methods.json)) }
    members.append((key: "evaluations", value: .cell(.integer(evaluations.count))))
    if !parts.isEmpty { members.append((key: "parts", value: .array(parts.map(\.json)))) }
    return .object(members)
  }

  /// Writes properties, labels and runs.
  package func write(as format: ListingFormat, to sink: ByteSink) throws {
    if format == .md {
      let properties = Passage.table(Table(columns: listing.columns, rows: listing.rows), caption: "")
      return try Passage.write([properties] + labelsAndRuns, as: format, to: sink)
    }
    try sink.write(propertyLines(width: sink.lineWidth))
    for passage in labelsAndRuns { try sink.write("\n" + passage.text(width: sink.lineWidth)) }
  }

  private var labelsAndRuns: [Passage] {
    let labels = summary.labels.isEmpty ? [] : sets?.passages ?? [confusion.table] + (confusion.note.map { [.sentence($0)] } ?? [])
    return (PartReport.table(of: parts).map { [$0] } ?? []) + (methods.map { [$0.table] } ?? []) + labels
      + (summary.runs.isEmpty ? [] : [.table(RunReport.table(of: summary.runs), caption: "Runs")])
  }

  /// Lines of a name and its value; where a line is longer than `width` columns, the value continues below itself.
  private func propertyLines(width: Int?) -> String {
    let settings = summary.settings
    let rows: [(String, String)] =
      [
        ("model", TerminalText.harmless(settings.model)),
        ("fingerprint", "\(settings.modelFingerprint) (tokenizer \(settings.tokenizerFingerprint))"),
        ("method", "\(settings.method)"), ("precision", settings.precision), ("backend", backend ?? "unknown"),
        ("audit", audit),
        ("problem type", settings.problemType.rawValue + (settings.threshold.map { ", labels from a sigmoid of \($0)" } ?? "")),
        ("gold labels", labelRule),
        ("max length", maxLength),
        ("texts", settings.keepsTexts ? "kept" : "not kept, only tokens"),
        ("layers kept", layersKept),
        ("examples", "\(summary.examples)"), ("truncated", "\(summary.truncated)"), ("tokens", "\(summary.tokens)"),
        ("matrices", matrices), ("file", file),
      ]
      + (evaluations.isEmpty ? [] : [("evaluation", EvaluationDigest(evaluations).text)])
      + (shard.map { [("shard", Self.text(of: $0))] } ?? [])
    let indent = rows.reduce(0) { max($0, $1.0.count) } + 2
    return rows.map { name, value in
      let value = Paragraph.fitting(value, width: width.map { max($0 - indent, 1) })
      return name.padding(toLength: indent, withPad: " ", startingAt: 0)
        + value.replacing("\n", with: "\n" + String(repeating: " ", count: indent)) + "\n"
    }.joined()
  }

  private static func text(of record: ShardRecord) -> String {
    let rows = record.rows.map { " of \($0.grouped) rows" } ?? ""
    return "\(record.shard), counted from 0, of the corpus \(TerminalText.harmless(record.corpus))\(rows)"
      + (record.isFinished ? "" : "; unfinished: run the command that indexes it again")
  }

  private var file: String {
    "\(Self.size(summary.fileBytes))\(parts.isEmpty ? "" : " in \(parts.count) stores"), schema version \(summary.schemaVersion)"
  }

  private var layersKept: String {
    guard summary.settings.methods.contains(where: { $0.method.aggregate != nil }) else { return "none: no method has matrices" }
    return summary.settings.layers == .all ? "all, and the final matrix" : "the final matrix only"
  }

  /// The rule by which the values of the label column were read, in words.
  private var labelRule: String {
    let column = "column '\(TerminalText.harmless(summary.settings.columns.label))'"
    switch summary.settings.labelRule?.kind {
    case nil where summary.schemaVersion < 3: return "\(column), rule not recorded (a store of version 1 or 2)"
    case nil: return "\(column), \(summary.labels.contains { $0.label != nil } ? "rule not recorded" : "no label yet")"
    case .names: return "\(column), names of classes"
    case .namesByCase: return "\(column), names of classes but for case and blanks"
    case .classNumbers: return "\(column), numbers of classes"
    case .trueFalse: return "\(column), true and false"
    case .numbersInNames: return "\(column), the numbers in the names of classes"
    case .vectors: return "\(column), lists of a 0 or 1 for each class"
    case .asWritten: return "\(column), as written"
    case .map:
      let pairs = (summary.settings.labelRule?.map ?? [:]).sorted { $0.key < $1.key }
      let list = pairs.prefix(10).map { TerminalText.harmless("\($0.key.string) = \($0.value)") }.joined(separator: ", ")
      return "\(column), \(list)\(pairs.count > 10 ? " and \(pairs.count - 10) more" : "")"
    }
  }

  /// The agreement of the last audited run with single precision.
  private var audit: String { summary.runs.last { $0.audit != nil }?.audit?.description ?? "none" }

  private var maxLength: String {
    let length = Counted.text(summary.settings.maxLength, "token")
    return summary.settings.stride.map { "windows of \(length), \(Counted.text($0, "token")) shared by two neighbours" } ?? length
  }

  private var matrices: String {
    guard let bits = summary.bitsPerValue else { return "none" }
    let error = summary.maxRelativeError == 0 ? "lossless" : "relative error at most " + Table.rounded(summary.maxRelativeError)
    return "\(Self.size(summary.matrixBytes)), \(summary.codec): \(String(format: "%.2f", bits)) bits a value, \(error)"
  }

  /// The libraries that computed the dense products; several where runs on different machines filled the store.
  private var backend: String? {
    let backends = Set(summary.runs.map { "\($0.backend) (\($0.instructionSet))" })
    return backends.isEmpty ? nil : backends.sorted().joined(separator: ", ")
  }

  /// A size such as "12.3 MB", in powers of 1000.
  static func size(_ bytes: Int) -> String {
    var (value, unit) = (Double(bytes), "bytes")
    for larger in ["kB", "MB", "GB", "TB"] where value >= 1000 { (value, unit) = (value / 1000, larger) }
    return unit == "bytes" ? Counted.text(bytes, "byte") : String(format: "%.1f ", value) + unit
  }
}
