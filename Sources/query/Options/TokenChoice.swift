import ArgumentParser
import Presentation
import Store
import Support

/// The tokens that a ranking leaves out by their names.
struct TokenChoice: ParsableArguments {
  @Flag(
    exclusivity: .exclusive,
    help: "List tokens of punctuation alone too, or leave them out: ASCII's marks and symbols, and what Unicode calls punctuation.")
  var punctuation: PunctuationFlag?

  @Option(
    help: ArgumentHelp(
      "Leave out the tokens that this file holds, one a line, in upper or lower case; - is standard input.", valueName: "file"),
    completion: .file())
  var stopwords: String?

  /// Refuses to read two lists from standard input.
  func refuseSharedInput(withIDs idFile: String?) throws {
    if stopwords == "-", idFile == "-" {
      throw ValidationError("--examples and --stopwords cannot both be read from standard input: name a file for one of them.")
    }
  }

  /// Returns whether a token is listed; nil where all tokens are.
  /// - Parameter usual: Whether punctuation is listed where no option decides it.
  /// - Returns: The choice.
  /// - Throws: `QueryFailure` where the file cannot be read.
  func isListed(punctuation usual: PunctuationFlag) throws -> (@Sendable (TokenSpelling) -> Bool)? {
    let noPunctuation = (punctuation ?? usual) == .noPunctuation
    guard noPunctuation || stopwords != nil else { return nil }
    if stopwords != nil { try QueryScope.refuseFile(of: "--stopwords") }
    let stopwords = Set(try stopwords.map { try LineFile($0).lines.map { $0.lowercased() } } ?? [])
    return { token in
      !(noPunctuation && Punctuation.isAll(of: token.spelling))
        && ![token.name, token.word].contains { stopwords.contains($0.lowercased()) }
    }
  }
}
