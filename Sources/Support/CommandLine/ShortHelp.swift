import Foundation

/// The text that `-h` prints: help that fits a screen of 24 lines of 80 cells.
struct ShortHelp {
  private static let width = 80

  let grammar: CommandLineGrammar
  let hints: CommandLineHints

  /// The help of a subcommand.
  func text(of command: CommandLineGrammar.Command) -> String {
    let options = (hints.mostUsed[command.name] ?? []).compactMap { name in
      command.option(name).map { (name + ($0.value.map { " <\($0)>" } ?? ""), hints.briefs[name] ?? $0.abstract) }
    }
    return """
      \(hints.briefs[command.name] ?? command.abstract)

      Usage: \(hints.usage(of: command, in: grammar))

      \(lines(options))
      \(grammar.name) \(command.name) --help tells of everything.

      """
  }

  /// The help of the program, which lists its subcommands.
  var text: String {
    """
    \(grammar.abstract)

    Usage: \(grammar.name) <subcommand> <store> [<options>]

    \(lines(grammar.commands.map { ($0.name, hints.briefs[$0.name] ?? $0.abstract) }))
    \(grammar.name) <subcommand> -h tells more, \(grammar.name) --help everything.

    """
  }

  private func lines(_ rows: [(name: String, abstract: String)]) -> String {
    let start = 4 + rows.reduce(0) { max($0, $1.name.count) }
    return rows.map { row in
      let lines = Self.wrapped(Self.firstSentence(of: row.abstract), width: Self.width - start)
      let name = "  " + row.name + String(repeating: " ", count: start - 2 - row.name.count)
      return name + lines.joined(separator: "\n" + String(repeating: " ", count: start)) + "\n"
    }.joined()
  }

  static func firstSentence(of text: String) -> String {
    // A period that follows a period is part of a range, such as "10.. tokens", and ends no sentence.
    let sentence = text.firstMatch(of: /[^.](?=\. )/).map { String(text[..<$0.range.upperBound]) } ?? text
    return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + word.count < width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
