import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// What a watcher is told of an explanation, and that the explanation does not depend on a watcher.
@Suite struct ExplanationWatcherTests {
  /// Notes what it is told, and gives up once so many steps are done.
  private final class Watcher: ExplanationWatcher {
    private struct Notes {
      var expected = 0
      /// How many steps were done with each note.
      var done = [0]
    }

    private let notes = Mutex(Notes())
    private let limit: Int

    init(givingUpAt limit: Int = .max) { self.limit = limit }

    var expected: Int { notes.withLock { $0.expected } }
    var done: [Int] { notes.withLock { $0.done } }

    func expect(_ steps: Int) { notes.withLock { $0.expected += steps } }

    func did(_ steps: Int) -> Bool {
      notes.withLock { notes in
        let done = notes.done[notes.done.count - 1] + steps
        notes.done.append(done)
        return done < limit
      }
    }
  }

  /// Methods that run together.
  private static let choices: [[AttributionMethod]] = [
    [.nEnc], [.decompXLinear, .gradientInput], [.gradientNorm], [.integratedGradients], [.decompX], [.occlusion],
    [.nEnc, .gradientNorm, .decompX, .occlusion],
  ]

  private func model(
    _ methods: [AttributionMethod], steps: IntegrationSteps = .exactly(40), memory: Int = .max
  ) throws -> AttributionModel {
    try AttributionModel(
      directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"), methods: methods, steps: steps, memory: memory)
  }

  private func encodings(_ model: AttributionModel) -> [Encoding] {
    // Of 9 words and 2.
    ["It is not a bad, dull film.", "Dull."].map { model.tokenizer.encode($0, pair: nil, maxLength: 64) }
  }

  private func run(_ encodings: [Encoding], on worker: AttributionWorker, _ model: AttributionModel, for watcher: Watcher) -> [Explanation]?
  {
    watcher.expect(encodings.reduce(0) { $0 + model.steps(of: $1) })
    return worker.run(encodings, gold: nil, keepLayers: true, explains: true, threads: 1, watcher: watcher)
  }

  @Test("steps rise to the number that the tokens tell, and no bit of a result depends on who watches", arguments: choices)
  func steps(methods: [AttributionMethod]) throws {
    let model = try model(methods)
    let encodings = encodings(model)
    let watcher = Watcher()
    let explanations = try #require(run(encodings, on: model.makeWorker(), model, for: watcher))
    #expect(explanations == model.makeWorker().run(encodings, keepLayers: true))
    let total =
      switch methods {
      // Layers of the forward pass.
      case [.nEnc]: 2 * 3
      // Two methods, each for two classes.
      case [.decompXLinear, .gradientInput]: 2 * 4
      case [.gradientNorm]: 2 * 1
      case [.integratedGradients]: 2 * 40
      case [.decompX]: 2 * 3
      case [.occlusion]: 9 + 2
      default: 2 * 1 + 2 * 3 + 9 + 2
      }
    #expect(watcher.expected == total)
    #expect(watcher.done.last == total)
    #expect(watcher.done == watcher.done.sorted() && Set(watcher.done).count > 1)
  }

  @Test("further attempts of integrated gradients are further steps, and what is left out is not waited for")
  func otherNumbers() throws {
    // 64 steps are too few for the second text.
    let model = try model([.integratedGradients], steps: .adaptive)
    let watcher = Watcher()
    _ = try #require(run(encodings(model), on: model.makeWorker(), model, for: watcher))
    #expect(watcher.expected > 2 * 64 && watcher.expected % 64 == 0)
    #expect(watcher.done.last == watcher.expected)

    let small = try self.model([.decompX], memory: 0)
    let patient = Watcher()
    let explanations = try #require(run(encodings(small), on: small.makeWorker(), small, for: patient))
    #expect(explanations.allSatisfy { $0.attributions.isEmpty })
    #expect(patient.expected == 2 * 3 && patient.done.last == 2 * 3)
  }

  @Test("an explanation that is given up ends with the step, and leaves no trace in the next one", arguments: choices)
  func givingUp(methods: [AttributionMethod]) throws {
    let model = try model(methods)
    let encodings = encodings(model)
    let worker = model.makeWorker()
    let early = Watcher(givingUpAt: 0)
    #expect(run(encodings, on: worker, model, for: early) == nil)
    #expect(early.done.last == 0)
    let watcher = Watcher(givingUpAt: 1)
    #expect(run(encodings, on: worker, model, for: watcher) == nil)
    #expect(watcher.done.last ?? 0 >= 1)
    if methods == [.integratedGradients] || methods == [.decompX] { #expect(watcher.done.last ?? 0 < watcher.expected) }
    #expect(worker.run(encodings) == model.makeWorker().run(encodings))
  }
}
