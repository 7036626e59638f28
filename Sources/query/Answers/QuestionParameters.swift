import Presentation

/// The parameters that a question may have, and how they become arguments of its command.
struct QuestionParameters {
  /// A parameter, named as the command's long option.
  enum Kind {
    /// `name=value` becomes `--name=value`.
    case value
    /// Like `value`, any number of times.
    case repeated
    /// `name=1` or `name` becomes `--name`; `name=0` becomes nothing.
    case flag
    /// Like `value` for another option, and the question makes no sense without it: `id=7` becomes `--example=7`.
    case required(option: String)
    /// A number of rows, up to a limit: `k=20` becomes `-k 20`.
    case rows
    /// An argument without option, in the order in which the parameters are listed.
    case positional
    /// Like `positional`, and the question makes no sense without it.
    case requiredPositional
  }

  let kinds: [(name: String, kind: Kind)]

  static let slice: [(name: String, kind: Kind)] = [
    ("label", .value), ("predicted", .value), ("correct", .flag), ("misclassified", .flag), ("min-confidence", .value),
    ("max-confidence", .value), ("contains", .value), ("where", .repeated), ("token", .value), ("word", .value), ("in-top", .value),
    ("truncated", .flag), ("length", .value), ("rows", .value), ("id", .repeated),
  ]
  static let scores: [(name: String, kind: Kind)] = [("method", .value), ("aggregate", .value), ("class", .value)]
  static let unit: [(name: String, kind: Kind)] = [
    ("words", .flag), ("pieces", .flag), ("punctuation", .flag), ("no-punctuation", .flag),
  ]

  init(_ groups: [(name: String, kind: Kind)]...) { kinds = groups.flatMap { $0 } }

  /// The arguments behind the store's name, and the options before it.
  /// - Parameter parameters: Names and values, in the order of the request.
  /// - Returns: The options and the further positional arguments.
  /// - Throws: `QueryFailure` for a parameter that the question does not have, that is given twice, or that lacks its value.
  func arguments(_ parameters: [(name: String, value: String)]) throws -> (options: [String], positionals: [String]) {
    var options: [String] = []
    var positionals: [String: String] = [:]
    var seen: Set<String> = []
    for (name, value) in parameters {
      guard let kind = kinds.first(where: { $0.name == name })?.kind else {
        throw QueryFailure.wrongUsage("there is no parameter '\(name)' here: there is \(kinds.map(\.name).joined(separator: ", "))")
      }
      if case .repeated = kind {
      } else if !seen.insert(name).inserted {
        throw QueryFailure.wrongUsage("the parameter '\(name)' is given twice")
      }
      switch kind {
      case .value, .repeated, .required, .rows:
        // The parser would take the next argument for the value.
        if value.isEmpty { throw QueryFailure.wrongUsage("the parameter '\(name)' has no value") }
      case .flag, .positional, .requiredPositional: break
      }
      switch kind {
      case .value, .repeated: options.append("--\(name)=\(value)")
      case .flag:
        guard ["", "1", "true", "0", "false"].contains(value) else {
          throw QueryFailure.wrongUsage("the parameter '\(name)' is 1 or 0, not '\(value)'")
        }
        if value != "0", value != "false" { options.append("--\(name)") }
      case .rows:
        guard let rows = Int(value), (1...Self.mostRows).contains(rows) else {
          throw QueryFailure.wrongUsage("the parameter '\(name)' is a number from 1 to \(Self.mostRows), not '\(value)'")
        }
        options += ["-\(name)", String(rows)]
      case .required(let option): options.append("--\(option)=\(value)")
      case .positional, .requiredPositional: positionals[name] = value
      }
    }
    for (name, kind) in kinds {
      let isNeeded: Bool
      switch kind {
      case .required, .requiredPositional: isNeeded = true
      case .value, .repeated, .flag, .rows, .positional: isNeeded = false
      }
      if isNeeded, !seen.contains(name) { throw QueryFailure.wrongUsage("the parameter '\(name)' is missing") }
    }
    let order = kinds.compactMap { name, kind in
      switch kind {
      case .positional, .requiredPositional: positionals[name]
      case .value, .repeated, .flag, .required, .rows: nil
      }
    }
    return (options, order)
  }

  /// The largest number of rows of an answer.
  static let mostRows = 10_000
}
