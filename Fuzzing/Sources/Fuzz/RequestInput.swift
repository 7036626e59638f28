@testable import Indexer

/// Reads an input as a request to the server: its head, at both gates, and its body as a question to the model.
enum RequestInput {
  private static let gates = [Gate(port: 8042, token: nil), Gate(port: 8042, token: "0123456789abcdef")]

  static func read(_ input: [UInt8]) {
    guard let end = HTTPConnection.endOfHead(input, from: 0) else { return }
    _ = try? ExplainQuestion(Array(input[end.upperBound...]))
    guard let head = try? HTTPHead(input[..<end.lowerBound], mostBody: 1 << 20) else { return }
    precondition(head.path.utf8.first == 0x2F && (0...1 << 20).contains(head.bodyLength), "\(head)")
    for gate in gates {
      guard let response = try? gate.admit(head) else { continue }
      for (name, value) in response.headers {
        precondition(value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(name): \(value)")
        precondition(name != "Location" || value.hasPrefix("/") && !value.hasPrefix("//"), "\(value)")
      }
    }
  }
}
