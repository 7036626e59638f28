public import Foundation

/// The system's Python, an independent reader of our files; tests that need it are skipped where it is missing.
public enum Python {
  /// GLOBENC_PYTHON can name an interpreter with more packages than the system's.
  private static let interpreter = ProcessInfo.processInfo.environment["GLOBENC_PYTHON"] ?? "python3"

  /// Whether Python is installed.
  public static let isPresent: Bool = (try? run("pass")) != nil
  /// Whether NumPy is installed.
  public static let hasNumPy: Bool = (try? run("import numpy")) != nil

  /// Whether a module can be imported.
  public static func has(_ module: String) -> Bool { (try? run("import \(module)")) != nil }

  /// The failure of a script.
  public struct Failure: Error {
    /// The script's standard error.
    public let errors: String
  }

  /// Runs a script.
  /// - Returns: The script's standard output.
  /// - Throws: `Failure` where the script ends with another status than 0.
  @discardableResult
  public static func run(_ script: String, in folder: URL? = nil) throws -> String {
    let directory = try TemporaryDirectory()
    let errors = try directory.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [interpreter, "-c", script]
    process.currentDirectoryURL = folder ?? directory.url
    process.standardInput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)) }
    return text
  }
}
