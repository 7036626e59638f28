/// The program `globenc-index`, for its executable.
public enum IndexMain {
  /// Does what the arguments of this process ask for, and ends the process where that fails.
  public static func run() { GlobEncIndex.main() }
}
