import Engine
import Store

extension RunInputs {
  /// The settings of a store with these inputs.
  /// - Parameters:
  ///   - options: The options of the run.
  ///   - fingerprint: The fingerprint of the model.
  ///   - labelRule: The rule by which labels are read.
  /// - Returns: The settings.
  func settings(_ options: IndexOptions, fingerprint: String, _ labelRule: LabelRule?) -> StoreSettings {
    let problemType: StoreSettings.ProblemType =
      switch model.configuration.problemType {
      case _ where !model.hasHead: .none
      case .singleLabel: .singleLabel
      case .multiLabel: .multiLabel
      case .regression: .regression
      }
    return StoreSettings(
      model: modelName, modelFingerprint: fingerprint,
      tokenizerFingerprint: model.tokenizer.fingerprint(forPairs: options.selection.columns.textPair != nil),
      methods: methodSettings(options),
      precision: options.precision.rawValue, maxLength: maxLength, layers: options.layers,
      columns: options.selection.columns, labels: model.hasHead ? model.configuration.labels : [], problemType: problemType,
      codec: options.codec, stride: options.stride, keepsTexts: options.keepsTexts, labelRule: labelRule,
      threshold: problemType == .multiLabel ? options.threshold ?? 0.5 : nil)
  }
}
