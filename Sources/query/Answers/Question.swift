import ArgumentParser
package import Presentation
package import Store
import Support

/// A question that a server answers with the JSON, or the page, of the command that answers it on the command line.
package enum Question: String, CaseIterable, Sendable {
  case info, labels, top, examples, example, matrix, tokens, cues, compare, evaluation, report

  /// The answer to a question.
  package struct Answer: Sendable {
    /// The JSON that the command writes, or a page in HTML; in UTF-8.
    package let content: [UInt8]
    /// What the command writes to standard error, a sentence each.
    package let remarks: [String]
    /// Of a list of examples, what `after` has to be for the next ones; nil where there are no more.
    package let next: String?
  }

  /// The largest answer, in bytes.
  private static let mostBytes = 32_000_000

  /// Whether the answer is a page in HTML.
  package var isPage: Bool { self == .report }

  /// Answers the question as the command does with `--format json`.
  /// - Parameters:
  ///   - parameters: Names and values; the names are those of the command's long options.
  ///   - store: The name of the store that is asked.
  ///   - stores: All open stores by name, for a comparison.
  ///   - report: How the server shows a report; nil where it is a file.
  /// - Returns: The answer.
  /// - Throws: `QueryFailure` or `StoreError`, as the command does: one sentence, and its kind.
  package func answer(
    _ parameters: [(name: String, value: String)], from store: String, of stores: [String: AttributionStore], report: ServedReport? = nil
  ) throws -> Answer {
    let (options, positionals) = try self.parameters.arguments(parameters)
    let arguments = fixed + options + (isPage ? [] : ["--format", "json"]) + ["--", store] + positionals
    let scope = QueryScope(stores: stores, limit: Self.mostBytes, report: report)
    do {
      var command = try Self.parse(command, arguments)
      try QueryScope.$current.withValue(scope) { try command.run() }
    } catch let failure as QueryFailure where failure.kind == .damaged && !scope.answer.content.isEmpty {
      // The answer is whole but for the damaged records, which the failure counts.
      scope.say(failure.description)
    }
    return Answer(content: scope.answer.content, remarks: scope.remarks, next: scope.next)
  }

  /// Options that the question itself stands for.
  private var fixed: [String] { self == .example ? ["-k", "all", "--include-special"] : [] }

  private var command: any ParsableCommand.Type {
    switch self {
    case .info: InfoCommand.self
    case .labels: LabelsCommand.self
    case .top, .example: TopCommand.self
    case .examples: ExamplesCommand.self
    case .matrix: MatrixCommand.self
    case .tokens: TokensCommand.self
    case .cues: CuesCommand.self
    case .compare: CompareCommand.self
    case .evaluation: EvaluationCommand.self
    case .report: ReportCommand.self
    }
  }

  private var parameters: QuestionParameters {
    typealias Parameters = QuestionParameters
    return switch self {
    case .info: Parameters()
    case .labels: Parameters(Parameters.slice, [("k", .rows), ("group-by", .value)])
    case .top:
      Parameters(
        Parameters.slice, Parameters.scores, Parameters.unit,
        [
          ("k", .rows), ("by", .value), ("versus", .value), ("min-count", .value), ("include-special", .flag), ("fold-copies", .flag),
          ("distinct", .flag), ("group-by", .value),
        ])
    case .examples:
      Parameters(
        Parameters.slice, Parameters.scores,
        [
          ("k", .rows), ("skip", .value), ("after", .value), ("no-count", .flag), ("sort", .value), ("ascending", .flag), ("like", .value),
          ("group-by", .value),
        ])
    case .example: Parameters([("id", .required(option: "example"))], Parameters.scores, Parameters.unit)
    case .matrix:
      Parameters([("id", .requiredPositional), ("layer", .value), ("window", .value), ("method", .value), ("aggregate", .value)])
    case .tokens: Parameters([("token", .requiredPositional), ("words", .flag), ("k", .rows)], Parameters.slice, Parameters.scores)
    case .cues:
      Parameters(
        Parameters.slice, Parameters.scores,
        [
          ("k", .rows), ("of", .value), ("ratio", .value), ("purity", .value), ("min-count", .value), ("words", .flag),
          ("punctuation", .flag),
          ("no-punctuation", .flag),
        ])
    case .compare:
      Parameters(
        [("other", .positional)], Parameters.slice,
        [
          ("method", .repeated), ("aggregate", .repeated), ("class", .repeated), ("k", .rows), ("changed", .flag), ("what", .value),
          ("min-count", .value),
        ])
    case .evaluation: Parameters([("method", .value), ("metric", .value)])
    case .report:
      Parameters(
        Parameters.slice, Parameters.scores,
        [("k", .rows), ("sort", .value), ("ascending", .flag), ("layers", .value), ("no-words", .flag)])
    }
  }

  /// - Throws: `QueryFailure` with the sentence that the command line prints.
  private static func parse(_ type: any ParsableCommand.Type, _ arguments: [String]) throws -> any ParsableCommand {
    do { return try type.parseAsRoot(arguments) } catch {
      let text = type.message(for: error).split(separator: "\n").first.map(String.init) ?? "the parameters cannot be read"
      throw QueryFailure.wrongUsage(text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text)
    }
  }
}
