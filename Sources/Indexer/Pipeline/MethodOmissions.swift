import Engine
import Store
import Support

/// The texts that methods of a store leave out because they would need too much of them, such as memory.
struct MethodOmissions: Sendable {
  private let model: AttributionModel
  /// The methods of the store, its first one first.
  private let methods: [Method]
  /// What DecompX may take over all workers.
  private let memory: ByteCount
  private let workers: Int

  init(model: AttributionModel, methods: [Method], memory: ByteCount, workers: Int) {
    (self.model, self.methods, self.memory, self.workers) = (model, methods, memory, workers)
  }

  /// Whether a method leaves out a text.
  /// - Parameters:
  ///   - method: A method of the store.
  ///   - tokens: Number of tokens of the text, or of its longest window.
  /// - Returns: Whether there are no scores of such a text by the method.
  func omits(_ method: Method, tokens: Int) -> Bool {
    guard let engineMethod = AttributionMethod(rawValue: method.name) else { return false }
    return model.omits(engineMethod, method.aggregate.flatMap { Engine.Aggregate(rawValue: $0.rawValue) }, tokens: tokens)
  }

  /// The methods that leave out a text.
  func methods(omitting tokens: Int) -> [Method] { methods.filter { omits($0, tokens: tokens) } }

  /// The reason to refuse a text; nil for most. Queries rely on scores by the store's first method.
  /// - Parameter tokens: Number of tokens of the text, or of its longest window.
  /// - Returns: The rest of a sentence that begins with the row.
  func objection(tokens: Int) -> String? {
    guard let first = methods.first, omits(first, tokens: tokens) else { return nil }
    guard first.name == AttributionMethod.decompX.rawValue else {
      return
        "has more than the \(FlowRows.longestOfAll) tokens that --maxflow-rows all is for, while \(first) is the store's first method: "
        + "name another method or aggregation first"
    }
    // Without the size, so that rows with the same reason are counted together.
    return "needs more memory by \(first), the store's first method, than --memory \(memory) over \(Self.text(workers)) allows: give "
      + "--memory more, or name another method first"
  }

  /// A note on each kind of texts that were left out.
  /// - Parameter counts: Number of texts that were left out, by `IndexCounts.omittedByName`.
  /// - Returns: Sentences.
  func notes(_ counts: [(name: String, count: Int)]) -> [String] { counts.map { note($0.name, $0.count) } }

  private func note(_ method: String, _ count: Int) -> String {
    guard method == AttributionMethod.decompX.rawValue else {
      return "\(count.grouped) text\(count == 1 ? " has" : "s have") no maximum flow: with --maxflow-rows all, only texts of at most "
        + "\(FlowRows.longestOfAll) tokens have one"
    }
    return
      "\(count.grouped) text\(count == 1 ? " has" : "s have") no scores by \(method): \(count == 1 ? "it needs" : "they need") more memory than "
      + "--memory \(memory) over \(Self.text(workers)) allows"
  }

  private static func text(_ workers: Int) -> String { "\(workers) worker\(workers == 1 ? "" : "s")" }
}
