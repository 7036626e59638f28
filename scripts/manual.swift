// Writes the man pages of a tool from the tool's own description: manual TOOL DIRECTORY VERSION
//
// The tool and each subcommand have a page each; the page of the tool also describes the default subcommand.
//
// The generate-manual plugin of swift-argument-parser (1.8.2) is not used: its pages have neither default nor allowed values, nor sections
// for options and examples; they drop letters beyond ASCII, describe the exit status as ">0 if an error occurs" only, lack the options of
// the default subcommand, and are called globenc-query.top.1, which `man globenc-query-top` does not find.
import Foundation

/// The output of `--experimental-dump-help`, as far as it is used.
struct Dump: Decodable {
  let command: Command
}

struct Command: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let subcommands: [Command]?
  let defaultSubcommand: String?
  let arguments: [Argument]?
}

struct Argument: Decodable {
  struct Name: Decodable {
    let kind: String
    let name: String

    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  let kind: String
  let names: [Name]?
  let preferredName: Name?
  let valueName: String?
  let abstract: String?
  let discussion: String?
  let defaultValue: String?
  let allValues: [String]?
  let isOptional: Bool
  let isRepeating: Bool
  let shouldDisplay: Bool

  var isCommon: Bool { ["version", "help"].contains(valueName ?? "") && kind == "flag" }

  /// "(values: a, b; default: a)", without the default where the help text names it.
  var values: String {
    var parts: [String] = []
    if let allValues, !allValues.isEmpty { parts.append("values: " + allValues.joined(separator: ", ")) }
    if let defaultValue, abstract?.contains("(default:") != true { parts.append("default: " + defaultValue) }
    return parts.isEmpty ? "" : " (" + parts.joined(separator: "; ") + ")"
  }
}

/// Escapes a text for troff: no character of it acts as a command or an escape, and hyphens can be copied.
func escaped(_ text: String) -> String {
  let text = text.unicodeScalars.map { scalar in
    switch scalar {
    case "\\": "\\e"
    case "-": "\\-"
    case _ where scalar.isASCII: String(scalar)
    default: "\\[u\(String(format: "%04X", scalar.value))]"
    }
  }.joined()
  return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
}

func bold(_ text: String) -> String { "\\fB" + escaped(text) + "\\fR" }
func italic(_ text: String) -> String { "\\fI" + escaped(text) + "\\fR" }

/// The paragraphs of a discussion, sorted by kind.
struct Discussion {
  private(set) var description: [String] = []
  private(set) var examples: [String] = []
  /// Exit statuses and their meanings.
  private(set) var statuses: [(code: String, meaning: String)] = []

  init(_ text: String) {
    for block in text.components(separatedBy: "\n\n") {
      let lines = block.split(separator: "\n").map(String.init)
      if lines.first == "Examples:" {
        examples += lines.dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
      } else if block.hasPrefix("Exit status: ") {
        readStatuses(block.dropFirst("Exit status: ".count).replacingOccurrences(of: "\n", with: " "))
      } else {
        description.append(block)
      }
    }
  }

  /// Reads a list such as "0 done; 1 nothing matched; 129, 130 and 143 stopped by a signal."
  private mutating func readStatuses(_ text: String) {
    for part in text.components(separatedBy: "; ") {
      guard let code = part.range(of: "^[0-9]+((, | and )[0-9]+)*", options: .regularExpression) else {
        if let last = statuses.popLast() { statuses.append((last.code, last.meaning + "; " + part)) }
        continue
      }
      let meaning = part[code.upperBound...].trimmingCharacters(in: .whitespaces)
      statuses.append((String(part[code]), meaning.hasSuffix(".") ? meaning : meaning + "."))
    }
  }
}

/// A man page.
struct Page {
  /// The command as typed, such as "globenc-query top".
  let invocation: String
  let command: Command
  let arguments: [Argument]
  let discussion: Discussion
  /// The subcommands that have pages of their own.
  let subcommands: [Command]
  let related: [String]

  /// The name of the page, such as "globenc-query-top".
  var name: String { invocation.replacingOccurrences(of: " ", with: "-") }

  func text(version: String, date: String) -> String {
    let abstract = (command.abstract ?? "").trimmingCharacters(in: ["."])
    var lines = [
      ".TH \(escaped(name.uppercased())) 1 \"\(date)\" \"\(escaped(version))\" \"GlobEnc attributions\"",
      // Neither justified nor hyphenated, so that options and names stay whole.
      ".ad l", ".nh", ".SH NAME", "\(escaped(name)) \\- \(escaped(abstract.prefix(1).lowercased() + abstract.dropFirst()))",
      ".SH SYNOPSIS", synopsis,
    ]
    if !discussion.description.isEmpty {
      lines.append(".SH DESCRIPTION")
      for (index, paragraph) in discussion.description.enumerated() {
        if index > 0 { lines.append(".PP") }
        lines += filled(paragraph)
      }
    }
    if !subcommands.isEmpty {
      lines.append(".SH COMMANDS")
      for subcommand in subcommands { lines += [".TP", bold(subcommand.commandName), escaped(subcommand.abstract ?? "")] }
      lines += [".PP", "Each has a page of its own, and tells its options with \(bold("--help"))."]
    }
    let positionals = arguments.filter { $0.kind == "positional" }
    if !positionals.isEmpty { lines += [".SH ARGUMENTS"] + positionals.flatMap(entry) }
    lines += [".SH OPTIONS"] + arguments.filter { $0.kind != "positional" }.flatMap(entry)
    if !discussion.statuses.isEmpty {
      lines.append(".SH EXIT STATUS")
      for status in discussion.statuses { lines += [".TP", bold(status.code), escaped(status.meaning)] }
    }
    if !discussion.examples.isEmpty {
      lines += [".SH EXAMPLES", ".nf"] + discussion.examples.map(escaped) + [".fi"]
    }
    if !related.isEmpty {
      lines += [".SH SEE ALSO", related.map { "\(bold($0))(1)" }.joined(separator: ",\n")]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var synopsis: String {
    var parts = [bold(invocation)]
    if !subcommands.isEmpty { parts.append(italic("command")) }
    for argument in arguments where !argument.isCommon {
      let value = italic(argument.valueName ?? "")
      let repeats = argument.isRepeating && !value.contains("...") ? "..." : ""
      let usage =
        switch argument.kind {
        case "positional": value + repeats
        case "flag": bold(argument.preferredName?.text ?? "")
        default: bold(argument.preferredName?.text ?? "") + "\\ " + value + repeats
        }
      parts.append(argument.isOptional ? "[" + usage + "]" : usage)
    }
    return parts.joined(separator: "\n")
  }

  private func entry(_ argument: Argument) -> [String] {
    let value = italic(argument.valueName ?? "")
    let names = (argument.names ?? []).map { bold($0.text) }.joined(separator: ", ")
    let head = argument.kind == "positional" ? value : argument.kind == "flag" ? names : names + " " + value
    return [".TP", head] + filled((argument.abstract ?? "") + argument.values)
      + (argument.discussion.map { filled($0.replacingOccurrences(of: "\n\n", with: "\n")) } ?? [])
  }

  /// Fills the lines of paragraphs, except for indented paragraphs.
  private func filled(_ text: String) -> [String] {
    text.split(separator: "\n").flatMap { line in
      line.hasPrefix("  ") ? [".RS 4", escaped(line.trimmingCharacters(in: .whitespaces)), ".RE"] : [escaped(String(line))]
    }
  }
}

/// The pages of a tool.
func pages(of tool: Command) -> [Page] {
  let all = (tool.subcommands ?? []).filter { $0.commandName != "help" }
  let main = all.first { $0.commandName == tool.defaultSubcommand }
  let others = all.filter { $0.commandName != tool.defaultSubcommand }
  func shown(_ command: Command) -> [Argument] { (command.arguments ?? []).filter(\.shouldDisplay) }
  let names = [tool.commandName] + others.map { tool.commandName + "-" + $0.commandName }
  let siblings = ["globenc-index", "globenc-query"].filter { $0 != tool.commandName }
  let first = Page(
    invocation: tool.commandName, command: tool, arguments: main.map(shown) ?? shown(tool),
    discussion: Discussion(main?.discussion ?? tool.discussion ?? ""), subcommands: others, related: Array(names.dropFirst()) + siblings)
  return [first]
    + others.map { command in
      Page(
        invocation: tool.commandName + " " + command.commandName, command: command, arguments: shown(command),
        discussion: Discussion(command.discussion ?? ""), subcommands: [], related: [tool.commandName])
    }
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("manual: \(message)\n".utf8))
  exit(2)
}

let given = CommandLine.arguments
guard given.count == 4 else { fail("usage: manual TOOL DIRECTORY VERSION") }
let process = Process()
let pipe = Pipe()
process.executableURL = URL(fileURLWithPath: given[1])
process.arguments = ["--experimental-dump-help"]
process.standardOutput = pipe
do {
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let tool = try JSONDecoder().decode(Dump.self, from: output).command
  // Distributions set SOURCE_DATE_EPOCH to make their builds reproducible.
  let moment = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init).map(Date.init(timeIntervalSince1970:))
  let date = String((moment ?? Date()).ISO8601Format().prefix(10))
  for page in pages(of: tool) {
    let file = URL(fileURLWithPath: given[2]).appendingPathComponent(page.name + ".1")
    try Data(page.text(version: given[3], date: date).utf8).write(to: file)
  }
} catch {
  fail("\(given[1]): \(error)")
}
