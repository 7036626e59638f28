/// The first argument of a command line that its grammar does not know.
struct CommandLineProblem: Equatable {
  /// One sentence that names the wrong argument and, where there is one, the right one.
  let message: String
  /// The subcommand of the wrong argument; nil where the subcommand itself is wrong.
  let command: String?
  /// The position of an option whose value seems to be the negative number behind it; nil for another problem.
  var valueless: Int?
}
