import Foundation

/// The row of `settings`.
struct SettingsFields: SealedRow {
  static let table = "settings"
  static let key = "only"

  var only = 1
  var model = ""
  var modelFingerprint = ""
  var tokenizerFingerprint = ""
  var precision = ""
  var maxLength = 0
  var layers = ""
  /// `StoreSettings.Columns` as JSON.
  var columnsOfCorpus = ""
  /// A JSON array.
  var labels = ""
  var problemType = ""
  var codec = ""
  var stride: Int?
  var keepsTexts = true
  /// The salt of the hashes of contents.
  var salt: Int64 = 0
  /// `LabelRule` as JSON.
  var labelRule: String?
  var threshold: Double?
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("only", &only, [])
    columns.column("model", &model, .checksum)
    columns.column("model_fingerprint", &modelFingerprint)
    columns.column("tokenizer_fingerprint", &tokenizerFingerprint)
    columns.column("precision", &precision)
    columns.column("max_length", &maxLength)
    columns.column("layers", &layers)
    columns.column("columns", &columnsOfCorpus)
    columns.column("labels", &labels)
    columns.column("problem_type", &problemType)
    columns.column("codec", &codec)
    columns.column("stride", &stride)
    columns.column("texts", &keepsTexts)
    columns.column("salt", &salt, .checksum)
    columns.column("label_rule", &labelRule, .checksum)
    columns.column("threshold", &threshold, .checksum)
    columns.column("checksum", &checksum, [])
  }
}

extension SettingsFields {
  /// The row for settings, without its checksum.
  init(_ settings: StoreSettings, salt: Int64) throws {
    self.init(
      model: settings.model, modelFingerprint: settings.modelFingerprint, tokenizerFingerprint: settings.tokenizerFingerprint,
      precision: settings.precision, maxLength: settings.maxLength,
      layers: settings.layers.rawValue, columnsOfCorpus: try Self.json(settings.columns), labels: try Self.json(settings.labels),
      problemType: settings.problemType.rawValue, codec: settings.codec.name, stride: settings.stride, keepsTexts: settings.keepsTexts,
      salt: salt, labelRule: try settings.labelRule.map(Self.json), threshold: LabelSets(settings)?.threshold)
  }

  /// The settings of a store with these methods; nil where the row is invalid.
  func settings(methods: [MethodSettings]) -> StoreSettings? {
    let decoder = JSONDecoder()
    guard let layers = StoreSettings.Layers(rawValue: layers),
      let columns = try? decoder.decode(StoreSettings.Columns.self, from: Data(columnsOfCorpus.utf8)),
      let labels = try? decoder.decode([String].self, from: Data(labels.utf8)),
      let problemType = StoreSettings.ProblemType(rawValue: problemType),
      let codec = MatrixCodec(name: codec), labels.allSatisfy({ LabelLimit.objection(to: $0) == nil })
    else { return nil }
    let rule = labelRule.flatMap { try? decoder.decode(LabelRule.self, from: Data($0.utf8)) }
    guard (rule == nil) == (labelRule == nil) else { return nil }
    return StoreSettings(
      model: model, modelFingerprint: modelFingerprint, tokenizerFingerprint: tokenizerFingerprint, methods: methods, precision: precision,
      maxLength: maxLength, layers: layers, columns: columns, labels: labels, problemType: problemType, codec: codec,
      stride: stride, keepsTexts: keepsTexts, labelRule: rule,
      threshold: problemType == .multiLabel ? threshold ?? LabelSets.defaultThreshold : nil)
  }

  /// A value as JSON. Foundation writes it, as in all stores so far, because checksums include each byte of the settings.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
