extension HTTPHead {
  /// An address on this server.
  /// - Parameters:
  ///   - path: The path, decoded.
  ///   - parameters: The parameters, decoded.
  /// - Returns: The address, percent-encoded.
  static func address(_ path: String, _ parameters: [Parameter]) -> String {
    let pairs = parameters.map { "\(encoded($0.name))=\(encoded($0.value))" }
    // A path that begins with two slashes would be the name of another machine.
    let path = "/" + encoded(path).drop { $0 == "/" }
    return path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
