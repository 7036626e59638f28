import Engine
import Foundation
import Store
import Support

/// The model that a store was made with.
enum StoreModel {
  /// Opens the model in the store's precision.
  /// - Parameters:
  ///   - name: A directory, or the name of a model in the local Hugging Face cache.
  ///   - store: The store.
  ///   - open: Opens the model from its directory in this precision, with methods as the caller needs them.
  /// - Returns: The model.
  /// - Throws: `IndexerError` where the model or its tokenizer is not the store's; `EngineError` where the model cannot be read.
  static func open(
    _ name: String, for store: AttributionStore, _ open: (_ directory: URL, _ precision: Precision) throws -> AttributionModel
  ) throws -> AttributionModel {
    guard let precision = Precision(rawValue: store.settings.precision) else {
      throw IndexerError(
        "the store was made in the precision '\(store.settings.precision)', which this program does not know", kind: .incompatible)
    }
    let directory = try ModelDirectory(argument: name, environment: ProcessInfo.processInfo.environment)
    let model = try open(directory.url, precision)
    let tokenizer = model.tokenizer.fingerprint(forPairs: store.settings.columns.textPair != nil)
    guard model.isKnown(as: store.settings.modelFingerprint), tokenizer == store.settings.tokenizerFingerprint else {
      throw IndexerError(
        "the store \(store.url.path) was made with another model, or tokenizer, than '\(name)': name the one that it was made with, "
          + "which was called '\(store.settings.model)'", kind: .incompatible)
    }
    return model
  }
}
