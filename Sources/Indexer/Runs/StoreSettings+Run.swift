import Engine
import Store

extension StoreSettings {
  /// The settings of a store that a run with these options fills.
  /// - Parameters:
  ///   - model: The model.
  ///   - name: The name of the model's directory.
  ///   - fingerprint: The model's fingerprint.
  ///   - methods: The methods of the store.
  ///   - maxLength: Maximum length of a text or window in tokens.
  ///   - options: The options of the run.
  ///   - labelRule: The rule by which labels are read; nil while no label has decided it.
  init(
    of model: AttributionModel, name: String, fingerprint: String, methods: [MethodSettings], maxLength: Int, _ options: IndexOptions,
    labelRule: LabelRule?
  ) {
    let problemType: StoreSettings.ProblemType =
      switch model.configuration.problemType {
      case _ where !model.hasHead: .none
      case .singleLabel: .singleLabel
      case .multiLabel: .multiLabel
      case .regression: .regression
      }
    self.init(
      model: name, modelFingerprint: fingerprint,
      tokenizerFingerprint: model.tokenizer.fingerprint(forPairs: options.selection.columns.textPair != nil), methods: methods,
      precision: options.precision.rawValue, maxLength: maxLength, layers: options.layers, columns: options.selection.columns,
      labels: model.hasHead ? model.configuration.labels : [], problemType: problemType, codec: options.codec, stride: options.stride,
      keepsTexts: options.keepsTexts, labelRule: labelRule, threshold: problemType == .multiLabel ? options.threshold ?? 0.5 : nil)
  }
}

extension RunInputs {
  /// The settings of a store that a run with these inputs fills.
  func settings(_ options: IndexOptions, fingerprint: String, _ labelRule: LabelRule?) -> StoreSettings {
    StoreSettings(
      of: model, name: modelName, fingerprint: fingerprint, methods: methodSettings(options), maxLength: maxLength, options,
      labelRule: labelRule)
  }
}
