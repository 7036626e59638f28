/// The first thing on a command line that its grammar does not have.
struct CommandLineProblem: Equatable {
  /// One sentence, which names the argument that was wrong and, where there is one, the right one.
  let message: String
  /// The subcommand that it is about; nil where that is what was wrong.
  let command: String?
  /// The place of an option whose value seems to be the negative number behind it; nil for another problem.
  var valueless: Int?
}
