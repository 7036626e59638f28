import Foundation

/// A Markdown file with `sh` blocks, whose commands prepare something, and `console` blocks, which show commands behind "$ " and their
/// output. Blocks of a chapter have its name behind the language, as in `console audit`; blocks of other chapters are prose.
struct ConsoleDocument {
  /// A command, in one or more lines that end with a backslash, and the lines of its output.
  struct Entry {
    var command: String
    var output: String
  }

  enum Part {
    /// Lines that stay as they are, including the fences of `sh` blocks.
    case prose(String)
    /// A line of a `sh` block.
    case preparation(String)
    case session([Entry])
  }

  private(set) var parts: [Part] = []
  private let consoleFence: String

  /// Parses a file. `chapter`: the name of the blocks to run; nil for blocks without a name.
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

  /// The file with `output` of each command in place of the output that it shows.
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
