import Foundation
import Testing

/// A running `globenc-index serve`, which ends with this object.
final class RunningServer {
  let address: String
  private let process = Process()

  /// Starts a server at a free port.
  /// - Parameters:
  ///   - arguments: Stores and options.
  ///   - folder: The folder from which the stores are named.
  /// - Throws: An error where the server does not print an address.
  init(_ arguments: [String], in folder: URL) throws {
    process.executableURL = Self.program
    process.arguments = ["serve"] + arguments + ["--port", "0"]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    address = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    try #require(address.hasPrefix("http://localhost:"), "\(address)")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  private static let program = QueryProgram.url.deletingLastPathComponent().appendingPathComponent("globenc-index")

  /// Runs `globenc-index` to its end.
  /// - Parameter arguments: The command and its options.
  /// - Throws: An error where it fails.
  static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
