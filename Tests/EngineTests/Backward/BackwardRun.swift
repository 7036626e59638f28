import Foundation
import TestSupport
import Testing

@testable import Engine

/// Runs a model forward and methods of one backward pass, with the backward products on a chosen backend.
struct BackwardRun {
  let model: AttributionModel
  let layers: [LayerWeights]
  private let checkpoint: Checkpoint

  init(_ directory: URL) throws {
    model = try AttributionModel(directory: directory, methods: [])
    let checkpoint = try Checkpoint(directory: directory)
    let configuration = model.configuration
    layers = (0..<configuration.hiddenLayers).map { LayerWeights(checkpoint, configuration, index: $0) }
    self.checkpoint = checkpoint
  }

  /// A model of the repository.
  init(fixture name: String) throws {
    try self.init(
      name == "bert-tiny-sentiment" ? Fixtures.samples.appendingPathComponent(name) : Fixtures.url.appendingPathComponent("models/\(name)"))
  }

  var parts: ModelParts {
    ModelParts(
      checkpoint: checkpoint, configuration: model.configuration, precision: .f32, layers: layers, encoder: model.encoder, head: model.head,
      tokenizer: model.tokenizer)
  }

  /// Prepares methods of one backward pass, for all classes.
  func prepare(_ methods: [AttributionMethod], _ backend: Backend) throws -> OneBackwardPass {
    let weights = try #require(try BackwardWeights(parts, rules: Set(methods.compactMap(\.rule)), backend: backend))
    return OneBackwardPass(weights: weights, methods: methods, classes: .all)
  }

  /// The attributions of one text.
  func attributions(_ encoding: Encoding, _ method: OneBackwardPass) throws -> [Attribution] {
    let head = try #require(model.head)
    let batch = PackedBatch([encoding.count], rows: model.rows(forLength: encoding.count))
    var capacity = BatchCapacity()
    capacity.include(batch)
    let observer = method.makeObserver(capacity)
    let workspace = EncoderWorkspace(
      model.configuration, precision: .f32, capacity: capacity, keepsPreActivations: true, linear: LinearContext())
    observer.begin(batch, keepsLayers: false)
    model.encoder.run([encoding], batch, in: workspace, observers: [observer])
    let logits = head.logits(workspace.hidden, row: 0, size: model.configuration.hiddenSize)
    try observer.didClassify(
      ClassifiedBatch(batch: batch, encodings: [encoding], hidden: workspace.hidden, logits: [logits], gold: [nil]),
      counting: StepCount(nil, expected: 0))
    return observer.attributions(ofText: 0)
  }
}
