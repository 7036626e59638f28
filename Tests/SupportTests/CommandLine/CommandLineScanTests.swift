import ArgumentParser
import Testing

@testable import Support

/// A program with a few options, whose subcommands are `find` and `list`.
private struct Sample: ParsableCommand {
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "find")
    @Argument var store: String
    @Option var label: String?
    @Option(name: .customShort("k")) var limit: Int?
    @Flag var changed = false
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists.")
    @Argument var store: String
    @Option(help: "What it is sorted by. Anything.") var sortBy: String?
  }

  static let configuration = CommandConfiguration(commandName: "sample", subcommands: [Find.self, List.self])
}

struct CommandLineScanTests {
  private let scan = CommandLineScan(
    grammar: CommandLineGrammar(Sample.self),
    hints: CommandLineHints(
      synonyms: ["--top": "-k", "-o": "--nowhere"], advice: ["--store": "name it"], elsewhere: ["write": "writer"]))

  @Test(
    arguments: [
      (["find", "s", "--lable", "x"], "unknown option '--lable': did you mean --label?"),
      (["find", "s", "--chan"], "unknown option '--chan': did you mean --changed?"),
      (["find", "s", "-label", "x"], "unknown option '-label': did you mean --label?"),
      (["find", "s", "--LABEL=x"], "unknown option '--LABEL': did you mean --label?"),
      (["list", "s", "--sort_by=x"], "unknown option '--sort_by': did you mean --sort-by?"),
      (["find", "s", "--top", "3"], "unknown option '--top': did you mean -k?"),
      (["find", "s", "-k3"], "unknown option '-k3': did you mean -k 3?"),
      (["find", "--store", "s"], "unknown option '--store': name it"),
      (["find", "s", "-o", "x"], "unknown option '-o'"), (["find", "s", "--zzzzzz"], "unknown option '--zzzzzz'"),
      (["list", "s", "--label", "x"], "list has no option '--label': it is one of find"),
      (["find", "s", "--sort-bi", "x"], "unknown option '--sort-bi': did you mean --sort-by, an option of list?"),
      (["find", "s", "\u{2014}label", "x"], "'\u{2014}label' begins with a long dash: did you mean --label?"),
      (["find", "s", "--label"], "the option '--label' lacks its value: --label <label>"),
      (["find", "s", "--label", "--changed"], "the option '--label' lacks its value: --label <label>"),
      (
        ["find", "s", "--label", "-1"],
        "the option '--label' lacks its value: --label <label>; one that begins with - needs an equals sign: --label=-1"
      ),
      (["find", "s", "--changed=yes"], "the option '--changed' takes no value"),
      (
        ["find", "s", "-1"],
        "unknown option '-1': a name that begins with - goes last, behind --, or, as an option's value, behind an equals sign"
      ),
      (["find", "s", "t"], "unexpected argument 't': find takes <store>"),
      (["fnd", "s"], "unknown subcommand 'fnd': did you mean find?"), (["zzz", "s"], "unknown subcommand 'zzz'; there are find and list"),
      (["write", "s"], "'write' is a subcommand of writer: writer write"),
      (["help", "lits"], "unknown subcommand 'lits': did you mean list?"),
      (["s", "find"], "the subcommand comes first: sample find s"),
      (["--label", "x", "find", "s"], "the option '--label' goes behind the subcommand 'find'"),
    ])
  func theFirstWrongNameIsTold(arguments: [String], message: String) {
    #expect(scan.problem(in: arguments)?.message == message)
  }

  @Test(
    arguments: [
      ["find", "s", "--label", "x", "-k", "3", "--changed"], ["find", "--label=-1", "s"], ["find", "-k=3", "-"], ["find", "--", "--lable"],
      ["find"],
      ["find", "s", "--help"], ["help", "find"], ["--help"], ["find", "\u{2014}"],
    ])
  func rightNamesAreNoProblem(arguments: [String]) {
    #expect(scan.problem(in: arguments) == nil)
  }

  @Test func theParsersOwnErrorsStayWhereNamesAreRight() throws {
    let tool = CommandLineTool(Sample.self, hints: CommandLineHints())
    func complaint(_ arguments: [String]) -> String? {
      do { _ = try Sample.parseAsRoot(arguments) } catch { return tool.complaint(about: arguments, error) }
      return nil
    }
    #expect(
      complaint(["find", "s", "-k", "x"])
        == "Error: The value 'x' is invalid for '-k <k>'\nUsage: sample find <store> [<options>]\n  See 'sample find --help' for more information.\n"
    )
    #expect(complaint(["find"])?.hasPrefix("Error: Missing expected argument '<store>'\nUsage: sample find <store> [<options>]\n") == true)
    #expect(complaint(["find", "s", "--labl\u{1B}[2J"])?.hasPrefix("Error: unknown option '--labl\u{FFFD}[2J'") == true)
    #expect(complaint(["find", "s"]) == nil)
  }

  @Test(
    arguments: [
      (["find", "s"], true), (["find", "s", "--label", "list", "-k", "3", "--changed"], true), (["find", "--", "-1"], true),
      (["list", "s", "--sort-by=x"], true), (["list", "find"], true), (["find"], false), (["find", "s", "-k", "x"], false),
      (["find", "s", "--help"], false), (["find", "--help"], false), (["find", "s", "--version"], false), (["help", "find"], false),
      (["--help"], false), (["s", "find"], false), (["find", "s", "t"], false), ([], false),
    ])
  func aSubcommandsRightArgumentsGiveTheSameCommandAsTheTreeOfAllCommands(arguments: [String], areRight: Bool) throws {
    let command = CommandLineTool(Sample.self, hints: CommandLineHints()).command(in: arguments)
    #expect((command != nil) == areRight)
    if let command { #expect(String(reflecting: command) == String(reflecting: try Sample.parseAsRoot(arguments))) }
  }

  @Test func theShortHelpNamesTheMostUsedOptions() throws {
    let tool = CommandLineTool(Sample.self, hints: CommandLineHints(mostUsed: ["list": ["--sort-by"]]))
    #expect(
      tool.shortHelp(["list", "-h"])
        == """
        Lists.

        Usage: sample list <store> [<options>]

          --sort-by <sort-by>  What it is sorted by

        sample list --help tells of everything.

        """)
    #expect(tool.shortHelp(["list", "s", "--", "-h"]) == nil)
    #expect(tool.shortHelp(["-h"])?.contains("\n  list  Lists\n") == true)
  }
}
