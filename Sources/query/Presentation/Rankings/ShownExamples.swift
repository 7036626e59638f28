package import Store

/// Writes examples one after another, with an empty line between them.
///
/// A failure of one example, such as an unknown id, does not keep the others from being shown: it is a remark, and
/// `show` throws at the end.
package struct ShownExamples {
  private final class Progress {
    var shown = 0
    var failures: [QueryFailure] = []
  }

  private let store: AttributionStore
  private let scores: ScoreSelection?
  private let sink: ByteSink
  private let remarks: Remarks
  private let text: (Example) throws -> String
  private let progress = Progress()

  /// Shows examples of `store`, with these scores, in the form that `text` returns.
  package init(
    store: AttributionStore, scores: ScoreSelection?, sink: ByteSink, remarks: Remarks, text: @escaping (Example) throws -> String
  ) {
    (self.store, self.scores, self.sink, self.remarks, self.text) = (store, scores, sink, remarks, text)
  }

  /// Shows the examples with these ids, in this order.
  /// - Throws: `QueryFailure` where any of them failed.
  package func show(_ ids: [String]) throws {
    for id in ids { try attempt { try write(store.requireExample(id, scores: scores)) } }
    try end()
  }

  /// Shows the examples that pass. `filter` is the slice's, with an order and a limit.
  /// - Throws: `QueryFailure` where there are none, or any of them failed.
  package func show(_ slice: ExampleSlice, _ filter: ExampleFilter) throws {
    // A text may need a matrix, which the store cannot read while it goes through the examples.
    var ids: [String] = []
    let count = try store.forEachExample(filter, onDamage: { progress.failures.append(.damaged($0.description)) }) { ids.append($0.id) }
    guard count > 0 else { throw slice.emptiness }
    if count > ids.count + progress.failures.count {
      remarks.make(
        "\(slice.description(count: count)), of which \(ids.count) \(ids.count == 1 ? "is" : "are") shown; -k sets how many")
    }
    try show(ids)
  }

  private func write(_ example: Example) throws {
    let text = try text(example)
    try sink.write((progress.shown > 0 ? "\n" : "") + text)
    progress.shown += 1
  }

  private func attempt(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as QueryFailure where failure.isOfThisRequest {
      progress.failures.append(failure)
    } catch let damage as StoreError where damage.isDamage {
      progress.failures.append(.damaged(damage.description))
    }
  }

  /// Flushes the sink and reports failures.
  private func end() throws {
    try sink.flush()
    guard let last = progress.failures.popLast() else { return }
    for failure in progress.failures { remarks.make(failure.description) }
    throw last
  }
}
