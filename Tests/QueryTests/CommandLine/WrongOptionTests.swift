import Foundation
import TestSupport
import Testing

@testable import Support
@testable import query

/// Messages about options that do not exist, and about wrong usage in general.
struct WrongOptionTests {
  @Test(
    arguments: [
      (["top", "S", "--misclasified"], "unknown option '--misclasified': did you mean --misclassified?", "top"),
      (["help", "tops"], "unknown subcommand 'tops': did you mean top?", ""),
      (
        ["top", "S", "--label", "x", "-k", "-1"], "The value '-1' is invalid for '-k <n>' (how many to show: a number from 1, or all)",
        "top"
      ),
      (["top", "S", "--label", "x", "--min-count", "-2"], "--min-count is a number from 1, not -2.", "top"),
      (["labels", "S", "--min-confidence", "-0.1"], "--min-confidence is a number from 0 to 1, not -0.1.", "labels"),
      (
        ["top", "S", "--label", "-1"], "the option '--label' lacks its value: --label <name>; one that begins with - needs an equals sign",
        "top"
      ),
      (
        ["labels", "S", "--length", "-5"],
        "The value '-5' is invalid for '--length <a..b>' (only examples with so many tokens, special ones included: a number, or a range such as 10..20, 10.. or ..20)",
        "labels"
      ),
      (["labels", "S", "--length=..-5"], "The value '..-5' is invalid for '--length", "labels"),
      (["labels", "S", "--length=7..5"], "The value '7..5' is invalid for '--length", "labels"),
      (["tops", "S"], "unknown subcommand 'tops': did you mean top?", ""),
      (["top", "--store", "S"], "unknown option '--store': the store has no option", "top"),
      (["top", "S", "-label", "x"], "unknown option '-label': did you mean --label?", "top"),
      (["show", "S", "1", "--by", "mean"], "show has no option '--by': it is one of top", "show"),
      (["top", "S", "--label", "x", "--limit", "3"], "unknown option '--limit': did you mean -k?", "top"),
      (["index", "c.csv"], "'index' is a subcommand of globenc-index: globenc-index index", ""),
      (["S.db", "top"], "the subcommand comes first: globenc-query top S.db", "top"),
      (["labels", "S", "--csv", "--format", "json"], "--csv and --format json contradict each other: choose one.", "labels"),
      (["labels", "S", "--csv", "--json"], "--csv and --json contradict each other: choose one.", "labels"),
      (
        ["export", "S", "--what", "matrices", "--csv"], "--format npz is for --what matrices, and the other formats are for the others.",
        "export"
      ),
    ])
  func oneSentenceNamesTheArgumentThatIsWrong(arguments: [String], message: String, command: String) throws {
    let result = try QueryProgram.run(arguments)
    #expect(result.errors.hasPrefix("Error: \(message)"), "\(result.errors)")
    #expect(result.errors.contains("\nUsage: globenc-query \(command.isEmpty ? "<subcommand>" : command) <store>"))
    #expect(result.errors.split(separator: "\n").count == 3, "\(result.errors)")
    #expect(result.text == "" && result.status == 64)
  }

  @Test func aStoreAloneIsInfo() throws {
    let store = try SampleStore()
    let info = try store.run("info")
    #expect(try QueryProgram.run([store.url.path]).output == info.output)
    #expect(try QueryProgram.run(["reviews.db"], in: store.directory.url).text == info.text)
    #expect(try QueryProgram.run([store.url.path, "--json"]).text == (try store.run("info", "--format", "json").text))
    let missing = try QueryProgram.run(["./top"])
    #expect(missing.status == 2 && missing.errors.contains("./top"))
    #expect(QueryCommand.arguments(["top"]) == ["top"])
    #expect(QueryCommand.arguments(["top", "S.db"]) == ["top", "S.db"])
    #expect(QueryCommand.arguments(["./top"]) == ["info", "./top"])
    #expect(QueryCommand.arguments(["tops"]) == ["tops"])
  }

  @Test func theShortHelpsFitAScreenAndNameOptionsThatExist() throws {
    let grammar = CommandLineGrammar(QueryCommand.self)
    for command in grammar.commands {
      let names = try #require(CommandLineHints.query.mostUsed[command.name], "\(command.name)")
      for name in names { #expect(command.option(name) != nil, "\(command.name) \(name)") }
      try expectScreen(QueryProgram.run([command.name, "-h"]))
    }
    try expectScreen(QueryProgram.run(["-h"]))
    let synonyms = CommandLineHints.query.synonyms.values.map { String($0.prefix { $0 != " " }) }
    for name in synonyms { #expect(grammar.commands.contains { $0.option(name) != nil }, "\(name)") }
  }

  private func expectScreen(_ result: QueryProgram.Result) {
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(result.status == 0 && lines.count <= 24, "\(result.text)")
    #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(result.text)")
  }
}
