internal import CDigest
import Foundation

/// SHA-256 (FIPS 180-4) over bytes that come in parts.
public struct SHA256: Sendable {
  private var hash = Sha256()

  /// Begins a hash.
  public init() { sha256Begin(&hash) }

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) { sha256Add(&hash, bytes.baseAddress, bytes.count) }

  /// The 32 bytes of the hash. Ends it.
  public mutating func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    sha256End(&hash, &bytes)
    return bytes
  }

  /// The hash of a text's UTF-8 in base64, as a Content-Security-Policy has it.
  public static func base64(of text: String) -> String {
    var hash = SHA256()
    Array(text.utf8).withUnsafeBytes { hash.add($0) }
    return Data(hash.finish()).base64EncodedString()
  }
}
