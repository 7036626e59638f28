/// The program `globenc-index`, for its executable.
public enum IndexMain {
  /// Runs the program with the arguments of this process; a failure ends the process.
  public static func run() { GlobEncIndex.main() }
}
