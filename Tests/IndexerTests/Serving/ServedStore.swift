import Foundation
import TestSupport
import Testing

/// A running server.
final class ServedStore {
  let address: URL
  let port: Int
  private let running: IndexTool.Running

  /// Starts the server at a free port.
  /// - Parameters:
  ///   - arguments: Stores and options.
  ///   - environment: Variables of the server.
  /// - Throws: An error where the server does not say its address within a minute.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    running = try IndexTool.start(["serve"] + arguments + ["--port", "0"], environment: environment)
    let limit = ContinuousClock.now + .seconds(60)
    var printed: URL?
    while printed == nil, ContinuousClock.now < limit, running.process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      printed = running.errors.split(separator: " ").first { $0.hasPrefix("http://") }.flatMap { URL(string: String($0)) }
    }
    address = try #require(printed, "\(running.errors)")
    port = try #require(address.port)
  }

  deinit { running.process.terminate() }

  /// Ends the server with a signal.
  /// - Returns: The result, and the seconds that the end took.
  func stop() -> (result: IndexTool.Result, seconds: Double) {
    let start = ContinuousClock.now
    running.process.terminate()
    let result = running.wait()
    return (
      result,
      Double((ContinuousClock.now - start).components.attoseconds) * 1e-18 + Double((ContinuousClock.now - start).components.seconds)
    )
  }

  private var client: HTTPClient { HTTPClient(port: port) }

  /// Sends bytes on a connection of their own and reads until the server closes it.
  func send(_ request: String, to host: String = "127.0.0.1") throws -> HTTPClient.Reply { try client.send(request, to: host) }

  /// Asks for a target and goes away without waiting for the answer.
  func abandon(_ target: String) throws { try client.abandon(target) }

  /// Asks for a target as a program does that closes the connection afterwards.
  func get(_ target: String, method: String = "GET", headers: [String] = []) throws -> HTTPClient.Reply {
    try client.get(target, method: method, headers: headers)
  }
}
