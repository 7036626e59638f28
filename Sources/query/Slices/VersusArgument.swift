import ArgumentParser
import Presentation
import Store
import Support

/// The other side of a comparison: a label that replaces the slice's label, or a slice with options of its own.
enum VersusArgument: ExpressibleByArgument, Equatable {
  case label(String)
  /// The options of a slice, as they were typed.
  case options(String)

  /// An argument that begins with two hyphens is a list of options; any other is the name of a label.
  init(argument: String) {
    self = argument.hasPrefix("--") ? .options(argument) : .label(argument)
  }

  /// The slice in which `label` replaces the slice's own label.
  /// - Throws: `QueryFailure` where no example has the label; it explains how options are written, where they were probably meant.
  static func slice(like chosen: ExampleSlice, of label: String, in store: AttributionStore) throws -> ExampleSlice {
    do {
      return try chosen.with(label: label, in: store, remarks: .standardError)
    } catch let failure as QueryFailure where failure.kind == .notFound && (label.hasPrefix("-") || label.contains(/[ =]/)) {
      throw QueryFailure.noResult(failure.description + "; the options of a slice begin with two hyphens: --versus \"--where source=web\"")
    }
  }

  /// The slice of the options.
  /// - Throws: `QueryFailure` that names the mistake.
  static func slice(of options: String) throws -> SliceOptions {
    guard let words = split(options) else { throw QueryFailure.wrongUsage("--versus \"\(options)\": a quote is left open") }
    do {
      return try SliceOptions.parse(words)
    } catch {
      if let problem = SliceProgram.problem(in: words) { throw QueryFailure.wrongUsage("--versus \"\(options)\": \(problem)") }
      let reason = SliceOptions.message(for: error).split(separator: "\n").first.map(String.init) ?? "the options cannot be read"
      throw QueryFailure.wrongUsage("--versus \"\(options)\": \(reason)")
    }
  }

  /// The words of a text, split at blanks as in a shell: quotes and backslashes keep blanks together. Nil where a quote is not closed.
  static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
        word = word ?? ""
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    return words + (word.map { [$0] } ?? [])
  }
}
