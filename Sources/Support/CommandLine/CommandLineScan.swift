import Foundation

/// Finds the mistake in arguments that the parser refused.
///
/// The parser takes arguments apart first, and reports a missing argument before an unknown option; so a misspelt option appears as a
/// missing argument or as a failed validation. This scan goes through the arguments in their order instead.
struct CommandLineScan {
  let grammar: CommandLineGrammar
  let hints: CommandLineHints

  /// The first problem; nil where the names of the subcommand and of all options are right.
  func problem(in arguments: [String]) -> CommandLineProblem? {
    guard let first = arguments.first else { return nil }
    if first == "help" { return arguments.dropFirst().first.flatMap { grammar.command($0) == nil ? unknownCommand($0) : nil } }
    if let command = grammar.command(first) { return problem(in: arguments.dropFirst(), of: command) }
    guard let name = grammar.defaultCommand, let command = grammar.command(name) else { return problemBeforeCommand(arguments) }
    if let problem = misspeltCommand(first, in: arguments) { return problem }
    return problem(in: arguments[...], of: command)
  }

  /// The subcommand that the arguments name or imply.
  func command(in arguments: [String]) -> CommandLineGrammar.Command? {
    arguments.first.flatMap(grammar.command) ?? grammar.defaultCommand.flatMap(grammar.command)
  }

  // MARK: Subcommands

  /// The problem of a program without a default subcommand whose first argument is no subcommand.
  private func problemBeforeCommand(_ arguments: [String]) -> CommandLineProblem? {
    let first = arguments[0]
    if ["-h", "--help", "--version"].contains(first) { return nil }
    let command = arguments.dropFirst().first { grammar.command($0) != nil }
    guard first.hasPrefix("-"), first != "-" else {
      guard let command else { return unknownCommand(first) }
      return CommandLineProblem(
        message: "the subcommand comes first: \(grammar.name) \(command) \(first)", command: command)
    }
    guard let command else {
      return CommandLineProblem(message: "the subcommand comes first, and options such as '\(first)' behind it", command: nil)
    }
    return CommandLineProblem(message: "the option '\(first)' goes behind the subcommand '\(command)'", command: command)
  }

  private func unknownCommand(_ name: String) -> CommandLineProblem {
    if let other = hints.elsewhere[name] {
      return CommandLineProblem(message: "'\(name)' is a subcommand of \(other): \(other) \(name)", command: nil)
    }
    let near = nearest(grammar.commands.map(\.name), to: name)
    let suffix =
      near.isEmpty ? "; there are \(Self.list(grammar.commands.map(\.name), joinedBy: "and"))" : ": did you mean \(Self.list(near))?"
    return CommandLineProblem(message: "unknown subcommand '\(name)'" + suffix, command: nil)
  }

  /// The problem of a misspelt subcommand that the default subcommand would take for its own argument.
  private func misspeltCommand(_ name: String, in arguments: [String]) -> CommandLineProblem? {
    guard !name.hasPrefix("-"), !name.contains("/"), !name.contains("."), !FileManager.default.fileExists(atPath: name) else { return nil }
    let isFollowed = arguments.dropFirst().first.map { !$0.hasPrefix("-") } ?? false
    return isFollowed || hints.elsewhere[name] != nil || !nearest(grammar.commands.map(\.name), to: name).isEmpty
      ? unknownCommand(name) : nil
  }

  // MARK: Options

  private func problem(in arguments: ArraySlice<String>, of command: CommandLineGrammar.Command) -> CommandLineProblem? {
    var (rest, positionals, isOver) = (arguments, [String](), false)
    while let argument = rest.popFirst() {
      if isOver || argument == "-" || !argument.hasPrefix("-") {
        if !isOver, let problem = longDash(argument, in: command) { return problem }
        positionals.append(argument)
        continue
      }
      if argument == "--" {
        isOver = true
        continue
      }
      let name = String(argument.prefix { $0 != "=" })
      guard let option = command.option(name) else { return unknownOption(argument, named: name, in: command, rest: rest) }
      let hasValue = name.count < argument.count
      guard option.value != nil else {
        if hasValue { return CommandLineProblem(message: "the option '\(name)' takes no value", command: command.name) }
        continue
      }
      guard !hasValue else { continue }
      guard let next = rest.first, next == "-" || !next.hasPrefix("-") else {
        var problem = missingValue(of: option, as: name, before: rest.first, in: command)
        if rest.first.map({ Double($0) != nil }) ?? false { problem.valueless = rest.startIndex - 1 }
        return problem
      }
      rest.removeFirst()
    }
    guard !command.isRepeating, let extra = positionals.dropFirst(command.positionals.count).first else { return nil }
    if positionals.contains(where: { grammar.command($0) != nil }), let name = positionals.first(where: { grammar.command($0) != nil }) {
      return CommandLineProblem(message: "the subcommand comes first: \(grammar.name) \(name) \(positionals[0])", command: name)
    }
    return CommandLineProblem(
      message: "unexpected argument '\(extra)'"
        + (command.positionals.isEmpty ? "" : ": \(command.name) takes \(command.positionals.joined(separator: " "))"),
      command: command.name)
  }

  private func missingValue(
    of option: CommandLineGrammar.Option, as name: String, before next: String?, in command: CommandLineGrammar.Command
  ) -> CommandLineProblem {
    var message = "the option '\(name)' lacks its value: \(name) <\(option.value ?? "value")>"
    // An argument that begins with a dash and is no option may well be the value.
    if let next, next != "--", command.option(String(next.prefix { $0 != "=" })) == nil {
      message += "; one that begins with - needs an equals sign: \(name)=\(next)"
    }
    return CommandLineProblem(message: message, command: command.name)
  }

  /// The problem of an option that begins with a long dash, as word processors set it.
  private func longDash(_ argument: String, in command: CommandLineGrammar.Command) -> CommandLineProblem? {
    let dashes: Set<Character> = ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}"]
    guard let first = argument.first, dashes.contains(first) else { return nil }
    let bare = argument.drop { dashes.contains($0) || $0 == "-" }.prefix { $0 != "=" }
    guard let option = command.option("--" + bare) ?? command.option("-" + bare) else { return nil }
    return CommandLineProblem(message: "'\(argument)' begins with a long dash: did you mean \(option.name)?", command: command.name)
  }

  private func unknownOption(
    _ argument: String, named name: String, in command: CommandLineGrammar.Command, rest: ArraySlice<String>
  ) -> CommandLineProblem {
    func problem(_ end: String) -> CommandLineProblem {
      CommandLineProblem(message: "unknown option '\(name)'" + end, command: command.name)
    }
    if let synonym = hints.synonyms[name], command.option(String(synonym.prefix { $0 != " " })) != nil {
      return problem(": did you mean \(synonym)?")
    }
    if let advice = hints.advice[name] { return problem(": \(advice)") }
    if Double(name) != nil, !command.positionals.isEmpty {
      return problem(": a name that begins with - goes last, behind --, or, as an option's value, behind an equals sign")
    }
    // -k5
    if !name.hasPrefix("--"), let option = command.option(String(name.prefix(2))), option.value != nil, Int(name.dropFirst(2)) != nil {
      return problem(": did you mean \(name.prefix(2)) \(name.dropFirst(2))?")
    }
    let own = OptionNames(command.options)
    if let same = own.same(as: name) { return problem(": did you mean \(same)?") }
    let owners = grammar.commands.filter { $0.name != command.name && $0.option(name) != nil }.map(\.name)
    if !owners.isEmpty {
      return CommandLineProblem(
        message: "\(command.name) has no option '\(name)': it is one of \(Self.list(owners, joinedBy: "and"))", command: command.name)
    }
    let near = own.like(name)
    if !near.isEmpty { return problem(": did you mean \(Self.list(near))?") }
    for other in grammar.commands where other.name != command.name {
      if let near = OptionNames(other.options).like(name).first { return problem(": did you mean \(near), an option of \(other.name)?") }
    }
    return problem("")
  }

  private func nearest(_ names: [String], to name: String) -> [String] {
    names.filter {
      EditDistance.between($0, name.lowercased()) <= EditDistance.tolerance(name) || ($0.hasPrefix(name.lowercased()) && name.count > 1)
    }
    .sorted { (EditDistance.between($0, name), $0) < (EditDistance.between($1, name), $1) }.prefix(2).map(\.self)
  }

  /// "a, b or c".
  static func list(_ names: [String], joinedBy word: String = "or") -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
