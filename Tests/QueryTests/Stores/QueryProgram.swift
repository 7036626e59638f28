import Foundation
import TestSupport
import Testing

/// The built program, run as by a user.
enum QueryProgram {
  /// The result of a run.
  struct Result {
    let output: Data
    let errors: String
    let status: Int32

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The program is beside the test bundle, as all products of a build are.
  static let url: URL = {
    let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let beside = bundle.deletingLastPathComponent().appendingPathComponent("globenc-query")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Fixtures.repository.appendingPathComponent(".build/debug/globenc-query")
  }()

  /// Runs the program to its end, with only the variables of `environment`, and with at most so many kB of address space. A sanitizer needs
  /// more; then only traps and the sanitizer's reports are checked. A report of a sanitizer fails the test, whatever the test expects.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: URL? = nil, addresses: Int? = nil
  ) throws -> Result {
    let addresses = Sanitizer.isPresent ? nil : addresses
    let directory = try TemporaryDirectory()
    let output = try directory.write("", to: "output")
    let errors = try directory.write("", to: "errors")
    let process = Process()
    process.executableURL = addresses == nil ? url : URL(fileURLWithPath: "/bin/sh")
    process.arguments = addresses.map { ["-c", "ulimit -v \($0); exec \"$@\"", "sh", url.path] + arguments } ?? arguments
    process.environment = Sanitizer.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder ?? directory.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    #expect(!Sanitizer.hasReported(in: said), "\(said)")
    return Result(
      output: try Data(contentsOf: output), errors: said,
      status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
  }
}
