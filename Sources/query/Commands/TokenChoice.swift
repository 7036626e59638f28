import ArgumentParser
import Store

/// Which tokens a ranking leaves out by their names.
struct TokenChoice: ParsableArguments {
  @Flag(help: "Leave out tokens of punctuation alone: ASCII's marks and symbols, and what Unicode calls punctuation.")
  var noPunctuation = false

  @Option(
    help: ArgumentHelp(
      "Leave out the tokens that this file holds, one a line, in upper or lower case; - is standard input.", valueName: "file"),
    completion: .file())
  var stopwords: String?

  /// Two lists cannot both come from standard input.
  func refuseSharedInput(with slice: SliceOptions) throws {
    if stopwords == "-", slice.idFile == "-" {
      throw ValidationError("--examples and --stopwords cannot both be read from standard input: name a file for one of them.")
    }
  }

  /// Whether a token is listed, by its name; nil where all are.
  /// - Throws: `QueryFailure` with status 2 where the file cannot be read.
  func isListed() throws -> (@Sendable (String) -> Bool)? {
    guard noPunctuation || stopwords != nil else { return nil }
    let stopwords = Set(try stopwords.map { try LineFile($0).lines.map { $0.lowercased() } } ?? [])
    let noPunctuation = noPunctuation
    return { name in !(noPunctuation && Punctuation.isAll(of: name)) && !stopwords.contains(name.lowercased()) }
  }
}
