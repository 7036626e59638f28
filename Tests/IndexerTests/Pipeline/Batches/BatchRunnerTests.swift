import Engine
import Foundation
import Synchronization
import Testing

@testable import Indexer

/// Runs texts on several threads and hands on their results.
struct BatchRunnerTests {
  private struct Failure: Error, Equatable {
    let place: String
  }

  private let model: AttributionModel
  private let texts: [Encoding]

  init() throws {
    let model = try AttributionModel(directory: URL(fileURLWithPath: IndexTool.model))
    self.model = model
    // Of three length classes, so that batches come out in another order than texts go in.
    texts = (0..<300).map { number in
      let words = Array(repeating: "a good film \(number)", count: 1 + number * 7 % 60)
      return model.tokenizer.encode(words.joined(separator: " "), pair: nil, maxLength: model.maxTokens)
    }
  }

  @Test("each text comes out once, with what a worker makes of it alone", arguments: [1, 3])
  func each(workers: Int) throws {
    let found = Mutex<[Int: [Float]]>([:])
    try BatchRunner(model: model, workers: workers).run { (feeder: BatchFeeder<Int>) in
      for (number, text) in texts.enumerated() { #expect(feeder.add(text, tag: number)) }
    } finishing: { batch in
      #expect(Set(batch.texts.map { model.rows(forLength: $0.encoding.count) }).count == 1)
      found.withLock { found in
        for (number, encoding, explanation) in batch.elements {
          #expect(encoding == texts[number] && found[number] == nil)
          found[number] = explanation.logits + explanation.attributions[0].scores
        }
      }
      return true
    }
    let results = found.withLock { $0 }
    #expect(results.count == texts.count)
    let worker = model.makeWorker()
    for (number, text) in texts.enumerated() {
      let alone = try #require(worker.run([text]).first)
      #expect(results[number] == alone.logits + alone.attributions[0].scores)
    }
  }

  @Test("results that are asked for in order come in order, in the calling thread, whatever the number of workers", arguments: [1, 3])
  func order(workers: Int) throws {
    var taken: [Int] = []
    try BatchRunner(model: model, workers: workers).run { (feeder: OrderedFeeder<Int, [Float]>) in
      for (number, text) in texts.enumerated() {
        // Every fifth is known without the model.
        if number.isMultiple(of: 5) {
          try feeder.add([Float(number)], tag: number)
        } else {
          #expect(try feeder.add(text, tag: number))
        }
      }
    } making: { number, explanation in
      #expect(explanation.attributions[0].scores.count == texts[number].count)
      return explanation.attributions[0].scores
    } taking: { number, scores in
      #expect(number.isMultiple(of: 5) ? scores == [Float(number)] : scores.count == texts[number].count)
      taken.append(number)
    }
    #expect(taken == Array(texts.indices))
  }

  @Test("an error of any closure ends the run and is thrown, also where the others wait", arguments: ["feed", "finish", "make", "take"])
  func errors(place: String) {
    let runner = BatchRunner(model: model, workers: 2)
    func fail(_ current: String) throws { if place == current { throw Failure(place: place) } }
    // Far more than the queues hold.
    let endless = sequence(first: 0) { ($0 + 1) % texts.count }
    #expect(throws: Failure(place: place)) {
      if ["make", "take"].contains(place) {
        try runner.run { (feeder: OrderedFeeder<Int, Int>) in
          for number in endless where try !feeder.add(texts[number], tag: number) { return }
        } making: { number, _ in
          if place == "make" { throw Failure(place: place) }
          return number
        } taking: { _, _ in
          try fail("take")
        }
      } else {
        try runner.run { (feeder: BatchFeeder<Int>) in
          for (count, number) in endless.enumerated() {
            if count == 1_000 { try fail("feed") }
            if !feeder.add(texts[number], tag: number) { return }
          }
        } finishing: { _ in
          if place == "finish" { throw Failure(place: place) }
          return true
        }
      }
    }
  }

  @Test("a closure that answers false ends the run without an error")
  func enough() throws {
    let batches = Mutex(0)
    try BatchRunner(model: model, workers: 1).run { (feeder: BatchFeeder<Int>) in
      var number = 0
      while feeder.add(texts[number % texts.count], tag: number) { number += 1 }
    } finishing: { _ in
      batches.withLock { batches in
        batches += 1
        return batches < 3
      }
    }
    #expect(batches.withLock { $0 } == 3)
  }

  @Test("after a signal no batch is begun any more")
  func interruption() throws {
    let interruption = Interruption()
    let texts = Mutex(0)
    try BatchRunner(model: model, workers: 1, interruption: interruption).run { (feeder: BatchFeeder<Int>) in
      var number = 0
      while feeder.add(self.texts[number % self.texts.count], tag: number) { number += 1 }
    } finishing: { batch in
      texts.withLock { $0 += batch.texts.count }
      _ = interruption.request(SIGINT)
      return true
    }
    #expect(texts.withLock { (1..<100).contains($0) })
  }

  @Test("texts that do not fill a batch are run once they have waited, while no other comes")
  func lateness() throws {
    let runner = BatchRunner(model: model, workers: 1, longestWait: .milliseconds(20))
    let isDone = Atomic(false)
    try runner.run { (feeder: BatchFeeder<Int>) in
      #expect(feeder.add(texts[0], tag: 0))
      for _ in 0..<1_000 where !isDone.load(ordering: .sequentiallyConsistent) {
        usleep(10_000)
        #expect(feeder.flushIfLate())
      }
      let isRun = isDone.load(ordering: .sequentiallyConsistent)
      #expect(isRun)
    } finishing: { _ in
      isDone.store(true, ordering: .sequentiallyConsistent)
      return true
    }
  }
}
