import Foundation
import TestSupport
import Testing

@testable import Indexer

struct BatchPackerTests {
  @Test func everyTextComesOutOnceInABatchOfItsClass() {
    var packer = BatchPacker<Int>()
    var lengths: [Int] = []
    var batches: [[Int]] = []
    for number in 0..<2_000 {
      lengths.append(1 + (number * 7919) % 300)
      if let batch = packer.add(number, length: lengths[number], rows: rows(lengths[number])) { batches.append(batch) }
    }
    batches += packer.flush()
    #expect(batches.flatMap { $0 }.sorted() == Array(0..<2_000))
    for batch in batches {
      let classes = Set(batch.map { rows(lengths[$0]) })
      #expect(classes.count == 1)
      #expect(batch.map { lengths[$0] }.reduce(0, +) <= classes.first ?? 0)
    }
    #expect(packer.flush().isEmpty)
  }

  @Test func whatIsHeldBackIsBounded() {
    var packer = BatchPacker<Int>(window: 4)
    var held: Set<Int> = []
    for number in 0..<5_000 {
      held.insert(number)
      if let batch = packer.add(number, length: 20, rows: 256) { held.subtract(batch) }
      #expect(held.count * 20 < 4 * 256)
      // No text waits for longer than it takes to read a window's worth of batches.
      #expect(held.allSatisfy { number - $0 < 60 * 12 })
    }
  }

  @Test func theOldestTextIsInEachBatch() {
    var packer = BatchPacker<Int>(window: 2)
    var next = 0
    var waiting: [Int] = []
    for number in 0..<500 {
      waiting.append(number)
      if let batch = packer.add(number, length: number % 50 == 0 ? 1 : 100, rows: 256) {
        next = waiting[0]
        #expect(batch.contains(next))
        waiting.removeAll(where: batch.contains)
      }
    }
  }

  @Test(.enabled(if: SharedFolder.url != nil, Comment(rawValue: SharedFolder.skipMessage)))
  func batchesOfRealSentencesAreFull() throws {
    let folder = try #require(SharedFolder.url)
    var corpus = try Corpus(path: folder.appendingPathComponent("corpora/movies.jsonl").path, format: .jsonl, selection: ColumnSelection())
    var packer = BatchPacker<Int>()
    var batches: [[Int]] = []
    while let item = try corpus.next() {
      let length = 2 + (item.good?.text.split(separator: " ").count ?? 0) * 5 / 4
      if let batch = packer.add(length, length: length, rows: 256) { batches.append(batch) }
    }
    batches += packer.flush()
    let fill = Double(batches.joined().reduce(0, +)) / Double(256 * batches.count)
    #expect(fill > 0.97, "fill \(fill)")
  }

  private func rows(_ length: Int) -> Int { length <= 256 ? 256 : 512 }
}
