import Foundation
import TestSupport
import Testing

/// The built program, run as by a user.
struct IndexTool {
  /// The result of a run.
  struct Result: Equatable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// A model that is small enough for each test to load it.
  static let model = Fixtures.samples.appendingPathComponent("bert-tiny-sentiment").path
  /// The folder of the programs: the test bundle's, or the folder of an optimized build that is to be tested instead.
  static let folder = release ?? Bundle.main.bundleURL
  private static let release = ProcessInfo.processInfo.environment["GLOBENC_RELEASE"].map { URL(fileURLWithPath: $0) }

  /// Whether the program is an optimized build.
  static let isOptimized: Bool = {
    #if DEBUG
      return release != nil
    #else
      return true
    #endif
  }()

  /// Runs the program to its end.
  static func run(_ arguments: [String], input: String = "", environment: [String: String] = [:], in directory: URL? = nil) throws -> Result
  {
    let running = try start(arguments, environment: environment, in: directory)
    try running.input.write(contentsOf: Data(input.utf8))
    try running.input.close()
    return running.wait()
  }

  /// Starts this program, or another one beside it, with its standard input open, or with a file as its input.
  static func start(
    _ arguments: [String], environment: [String: String] = [:], in directory: URL? = nil, program: String = "globenc-index",
    input: FileHandle? = nil
  ) throws -> Running {
    try Running(
      program: folder.appendingPathComponent(program), arguments: arguments, environment: environment, directory: directory,
      input: input)
  }

  /// A running program. Its output goes to files, so that no pipe can fill up.
  struct Running {
    let input: FileHandle
    let process = Process()
    private let outputs: TemporaryDirectory

    fileprivate init(program: URL, arguments: [String], environment: [String: String], directory: URL?, input file: FileHandle?) throws {
      outputs = try TemporaryDirectory()
      process.executableURL = program
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.currentDirectoryURL = directory
      process.standardOutput = try FileHandle(forWritingTo: outputs.write("", to: "output"))
      process.standardError = try FileHandle(forWritingTo: outputs.write("", to: "errors"))
      let pipe = Pipe()
      process.standardInput = file ?? pipe
      input = pipe.fileHandleForWriting
      try process.run()
    }

    /// The text on standard error so far.
    var errors: String { (try? String(contentsOf: outputs.url.appendingPathComponent("errors"), encoding: .utf8)) ?? "" }
    /// The text on standard output so far.
    var output: String { (try? String(contentsOf: outputs.url.appendingPathComponent("output"), encoding: .utf8)) ?? "" }

    /// Waits for the end of the program. A sanitizer's report fails the test, even of a program that the test killed.
    func wait() -> Result {
      process.waitUntilExit()
      #expect(!Sanitizer.hasReported(in: errors), "\(errors)")
      return Result(status: process.terminationStatus, output: output, errors: errors)
    }
  }
}
