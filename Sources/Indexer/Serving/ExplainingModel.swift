import Engine
import Foundation
import Presentation
import Store
import Support
import Synchronization

/// A model that explains what is typed. With a store it runs as the store's model did, so that its answers are those that the store would
/// have.
final class ExplainingModel: Sendable {
  /// Sets of methods that stay loaded beside the usual one. All share the weights of the encoder; a backward pass has its own beside them.
  private static let mostLoaded = 3
  /// Methods that pages offer, the quick ones first.
  private static let offered: [AttributionMethod] = [
    .nEnc, .decompXLinear, .gradientInput, .gradientNorm, .alti, .integratedGradients, .decompX, .occlusion,
  ]

  /// Methods that run the model many times for a text: these runs fill batches of the usual size.
  private static let ofManyRuns: [AttributionMethod] = [.integratedGradients, .occlusion]

  /// Methods that keep a processor for seconds.
  private static let slow: [AttributionMethod] = ofManyRuns + [.decompX]

  /// Whether the question in the body of a request keeps a processor for long.
  static func isSlow(_ body: [UInt8]) -> Bool {
    guard let question = try? ExplainQuestion(body) else { return false }
    return slow.contains { $0.rawValue == question.method } || question.aggregate == Aggregate.maximumFlow.rawValue
  }

  /// What one loaded explainer computes.
  private struct Choice: Hashable {
    let methods: [String]
    let aggregates: [String]
    let className: String?
    let isPair: Bool
  }

  private let argument: String
  /// The settings of the store whose model it is; nil without a store.
  private let settings: StoreSettings?
  private let console: Console
  private let processors = IdleProcessors()
  private let loaded = Mutex<[(choice: Choice, explainer: RunningExplainer)]>([])
  /// The first explainer, which stays loaded.
  private let usual: RunningExplainer
  private let usualChoice: Choice

  /// Opens the model.
  /// - Parameters:
  ///   - argument: A directory, or the name of a model in the local Hugging Face cache.
  ///   - store: The store whose model it has to be; nil for none.
  ///   - console: Takes the notices of the model.
  /// - Throws: `IndexerError` where it is another model than the store's; `EngineError` where it cannot be read.
  init(_ argument: String, store: AttributionStore?, console: Console) throws {
    (self.argument, settings, self.console) = (argument, store?.settings, console)
    usualChoice = Choice(methods: [], aggregates: [], className: nil, isPair: store?.settings.columns.textPair != nil)
    usual = Self.running(try Self.open(usualChoice, argument, store?.settings, console), usualChoice, processors)
    if let store { try Self.refuseOther(usual.explainer.opened.model, argument, store) }
  }

  /// Starts an explainer.
  private static func running(_ explainer: Explainer, _ choice: Choice, _ processors: IdleProcessors) -> RunningExplainer {
    let runsModelOften = choice.methods.contains { ofManyRuns.map(\.rawValue).contains($0) }
    return RunningExplainer(explainer, workers: workers, packing: runsModelOften ? .shared : .alone, processors: processors)
  }

  private static var workers: Int { ProcessInfo.processInfo.activeProcessorCount }

  private static func refuseOther(_ model: AttributionModel, _ argument: String, _ store: AttributionStore) throws {
    let tokenizer = model.tokenizer.fingerprint(forPairs: store.settings.columns.textPair != nil)
    guard model.isKnown(as: store.settings.modelFingerprint), tokenizer == store.settings.tokenizerFingerprint else {
      throw IndexerError(
        "the store \(store.url.relativePath) was made with another model, or tokenizer, than '\(argument)': name the one that it was made with, "
          + "which was called '\(store.settings.model)', or leave the store or --model out", kind: .incompatible)
    }
  }

  /// Opens an explainer, with the store's precision and lengths where there is a store, and with the weights of a loaded model.
  private static func open(
    _ choice: Choice, _ argument: String, _ settings: StoreSettings?, _ console: Console, sharing loaded: AttributionModel? = nil
  ) throws -> Explainer {
    func list(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ",") }
    let isNamed = choice.className.map { !["predicted", "gold"].contains($0) } ?? false
    var methods = try MethodChoice(
      methods: list(choice.methods), aggregate: list(choice.aggregates), classes: nil, steps: nil)
    if isNamed, let name = choice.className { methods.classes = try ClassNaming("predicted,\(name)") }
    let precision = settings.flatMap { Precision(rawValue: $0.precision) } ?? .f32
    let options = IndexOptions(
      corpus: ["-"], selection: ColumnSelection(textPair: choice.isPair ? "pair" : nil), threshold: settings?.threshold, model: argument,
      store: nil, methods: methods, layers: .final, precision: precision, maxLength: settings?.maxLength, stride: settings?.stride,
      workers: workers, isQuiet: true)
    return try Explainer(options, scores: ScoreNames(), console: console, sharing: loaded)
  }

  /// The explainer of a choice, loaded where it is not yet. One thread loads at a time.
  private func explainer(_ choice: Choice) throws -> RunningExplainer {
    guard choice != usualChoice else { return usual }
    return try loaded.withLock { loaded in
      if let place = loaded.firstIndex(where: { $0.choice == choice }) {
        let found = loaded.remove(at: place)
        loaded.append(found)
        return found.explainer
      }
      let explainer = Self.running(
        try Self.open(choice, argument, settings, console, sharing: usual.explainer.opened.model), choice, processors)
      if loaded.count >= Self.mostLoaded { loaded.removeFirst() }
      loaded.append((choice, explainer))
      return explainer
    }
  }

  /// What pages have to know of the model.
  var description: JSONOutput {
    let model = usual.explainer.opened.model
    let labels = model.hasHead ? model.configuration.labels : []
    let methods = Self.offered.filter { !$0.isSigned || model.hasHead }.map { method in
      JSONOutput.object([
        (key: "method", value: .text(method.rawValue)), (key: "aggregate", value: method.hasMatrices ? .text("rollout") : .null),
        (key: "signed", value: .flag(method.isSigned)),
      ])
    }
    return .object([
      (key: "name", value: .text(usual.explainer.opened.name)), (key: "methods", value: .array(methods)),
      (key: "labels", value: .array(labels.map(JSONOutput.text))), (key: "max_length", value: .integer(usual.explainer.opened.maxLength)),
      (key: "takes_pairs", value: .flag(model.objectionToPairs == nil)),
    ])
  }

  /// - Throws: `QueryFailure` for a method or an aggregate that there is not, and for a class where the method explains none.
  private static func refuseUnknown(_ question: ExplainQuestion, namesClass: Bool) throws {
    let name = question.method ?? AttributionMethod.nEnc.rawValue
    guard let method = AttributionMethod(rawValue: name) else {
      throw QueryFailure.wrongUsage(
        "there is no method '\(name)': there is \(AttributionMethod.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if let aggregate = question.aggregate, Aggregate(rawValue: aggregate) == nil {
      throw QueryFailure.wrongUsage(
        "there is no aggregate '\(aggregate)': there is \(Aggregate.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if namesClass, !method.isSigned {
      throw QueryFailure.wrongUsage(
        "the method '\(name)' says how much, not for which class: a class goes with a signed method, such as decompx-linear")
    }
  }

  /// - Throws: `QueryFailure` for a class that the model does not have.
  private func refuseUnknownClass(_ name: String) throws {
    let labels = usual.explainer.opened.model.configuration.labels
    guard !labels.contains(where: { ExactString($0) == ExactString(name) }) else { return }
    throw QueryFailure.wrongUsage(
      "the model has no class '\(name)': there is predicted, \(labels.prefix(10).joined(separator: ", "))\(labels.count > 10 ? ", ..." : "")"
    )
  }

  /// Explains the text of a request.
  /// - Parameters:
  ///   - body: The JSON of the question.
  ///   - asker: Is told how far the explanation is, which ends where the asker goes away.
  /// - Returns: What `globenc-index explain --json` prints, with the chosen scores.
  /// - Throws: `QueryFailure` for a wrong question; `IndexerError` or `StoreError` where it has no answer.
  func answer(_ body: [UInt8], for asker: Asker) throws -> [UInt8] {
    let question = try ExplainQuestion(body)
    let isUsual = question.method == nil || question.method == AttributionMethod.nEnc.rawValue
    let isRollout = question.aggregate == nil || question.aggregate == Aggregate.rollout.rawValue
    let isNamed = question.className.map { $0 != "predicted" } ?? false
    // What is computed alike is one choice.
    let choice = Choice(
      methods: isUsual ? [] : question.method.map { [$0] } ?? [], aggregates: isRollout ? [] : question.aggregate.map { [$0] } ?? [],
      className: isNamed ? question.className : nil, isPair: question.pair != nil)
    if isNamed, let name = question.className { try refuseUnknownClass(name) }
    try Self.refuseUnknown(question, namesClass: isNamed)
    let running: RunningExplainer
    do { running = try explainer(choice) } catch let fault as ArgumentFault { throw QueryFailure.wrongUsage(fault.description) }
    let row = CorpusRow(
      place: RowPlace(row: 1, line: 1, byteCount: 0), id: "1", isNumbered: true, text: question.text, pair: question.pair, label: nil,
      labels: nil, kept: [])
    let packed = try running.explain(row, for: asker)
    let scores = try ScoreNames(method: question.method, aggregate: question.aggregate, className: question.className)
      .choice(in: running.explainer.settings)
    let document = try running.explainer.document(packed, scores: scores, words: question.joinsWords, limit: nil)
    return Array((JSONOutput.object(document).text + "\n").utf8)
  }
}
