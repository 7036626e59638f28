/// The program `globenc-query`, for its executable.
public enum QueryMain {
  /// Runs the program with the arguments of this process; a failure ends the process.
  public static func run() { QueryCommand.main() }
}
