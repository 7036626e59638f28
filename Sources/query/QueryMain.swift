/// The program `globenc-query`, for its executable.
public enum QueryMain {
  /// Does what the arguments of this process ask for, and ends the process where that fails.
  public static func run() { QueryCommand.main() }
}
