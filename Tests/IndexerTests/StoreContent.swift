import Foundation
import Store
import Support

/// All data of a store's examples, for comparison to the last bit.
struct StoreContent: Equatable {
  /// Examples by id.
  var examples: [String: Example] = [:]
  /// The examples' final matrices.
  var finals: [String: ScaledMatrix] = [:]
  /// The examples' local matrices, first layer first.
  var layers: [String: [ScaledMatrix]] = [:]
  /// The store's settings.
  var settings: StoreSettings

  /// Reads the store in `file`.
  init(_ file: URL) throws {
    let store = try AttributionStore.openForReading(at: file)
    settings = store.settings
    var examples: [Example] = []
    try store.forEachExample { examples.append($0) }
    for example in examples {
      self.examples[example.id] = example
      finals[example.id] = try store.matrix(exampleID: example.id, layer: .final)
      var number = 1
      while let layer = try store.matrix(exampleID: example.id, layer: .layer(number)) {
        layers[example.id, default: []].append(layer)
        number += 1
      }
    }
  }

  /// The ids in the order of their rows.
  var ids: [String] { examples.values.sorted { $0.row < $1.row }.map(\.id) }
}
