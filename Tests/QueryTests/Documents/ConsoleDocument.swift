import Foundation

/// A Markdown file with `sh` blocks, whose commands prepare something, and `console` blocks, which show commands behind "$ " and what each
/// of them prints. Blocks of a chapter have its name behind the language: `console audit`; those of other chapters are prose.
struct ConsoleDocument {
  /// A command, in one or more lines that end with a backslash, and the lines that stand below it.
  struct Entry {
    var command: String
    var output: String
  }

  enum Part {
    /// Lines as they are, fences of `sh` blocks included.
    case prose(String)
    /// A line of a `sh` block.
    case preparation(String)
    case session([Entry])
  }

  private(set) var parts: [Part] = []
  private let consoleFence: String

  /// Takes a file apart. `chapter`: whose blocks are looked at; nil for those without a name.
  init(_ url: URL, chapter: String? = nil) throws {
    let name = chapter.map { " \($0)" } ?? ""
    consoleFence = "```console" + name
    let preparationFence = "```sh" + name
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var fence: String?
    var entries: [Entry] = []
    for line in lines.last == "" ? lines.dropLast() : lines[...] {
      switch fence {
      case consoleFence? where line == "```":
        parts.append(.session(entries))
        (fence, entries) = (nil, [])
      case consoleFence?:
        if line.hasPrefix("$ ") {
          entries.append(Entry(command: String(line.dropFirst(2)), output: ""))
        } else if let last = entries.indices.last, entries[last].output.isEmpty, entries[last].command.hasSuffix("\\") {
          entries[last].command += "\n" + line
        } else if let last = entries.indices.last {
          entries[last].output += line + "\n"
        }
      case preparationFence? where line != "```": parts.append(.preparation(line))
      default:
        if fence == nil, line.hasPrefix("```") { fence = line } else if line == "```" { fence = nil }
        if line != consoleFence { parts.append(.prose(line)) }
      }
    }
  }

  /// The file with what `output` says in place of what each command printed.
  func text(_ output: (String) throws -> String) rethrows -> String {
    try parts.map { part in
      switch part {
      case .prose(let line), .preparation(let line): return line + "\n"
      case .session(let entries):
        let texts = try entries.map { "$ \($0.command)\n" + (try output($0.command)) }
        return consoleFence + "\n" + texts.joined(separator: entries.count > 1 ? "\n" : "") + "```\n"
      }
    }.joined()
  }
}
