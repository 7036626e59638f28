import Engine
import Foundation
import Store
import Support

/// The model that a store was made with.
enum StoreModel {
  /// Opens something of the model in the store's precision, and checks that the model is the store's.
  /// - Parameters:
  ///   - name: A directory, or the name of a model in the local Hugging Face cache.
  ///   - store: The store.
  ///   - open: Opens it from the model's directory, with methods as the caller needs them.
  ///   - model: Returns the model of what was opened.
  /// - Returns: What was opened.
  /// - Throws: `IndexerError` where the model or its tokenizer is not the store's; `EngineError` where the model cannot be read.
  static func open<Opened>(
    _ name: String, for store: AttributionStore, _ open: (_ directory: URL, _ precision: Precision) throws -> Opened,
    model: (Opened) -> AttributionModel
  ) throws -> Opened {
    guard let precision = Precision(rawValue: store.settings.precision) else {
      throw IndexerError(
        "the store was made in the precision '\(store.settings.precision)', which this program does not know", kind: .incompatible)
    }
    let directory = try ModelDirectory(argument: name, environment: ProcessInfo.processInfo.environment)
    let opened = try open(directory.url, precision)
    let tokenizer = model(opened).tokenizer.fingerprint(forPairs: store.settings.columns.textPair != nil)
    guard model(opened).isKnown(as: store.settings.modelFingerprint), tokenizer == store.settings.tokenizerFingerprint else {
      throw IndexerError(
        "the store \(store.url.relativePath) was made with another model, or tokenizer, than '\(name)': name the one that it was made with, "
          + "which was called '\(store.settings.model)'", kind: .incompatible)
    }
    return opened
  }

  /// Opens the model with these methods.
  static func open(_ name: String, for store: AttributionStore, methods: [AttributionMethod]) throws -> AttributionModel {
    try open(name, for: store) { directory, precision in
      try AttributionModel(directory: directory, precision: precision, methods: methods)
    } model: {
      $0
    }
  }
}
