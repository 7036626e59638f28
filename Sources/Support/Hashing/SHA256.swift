internal import CDigest
import Foundation

/// SHA-256 (FIPS 180-4) of bytes that arrive in parts.
public struct SHA256: Sendable {
  private var hash = Sha256()

  /// Begins a hash.
  public init() { sha256Begin(&hash) }

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) { sha256Add(&hash, bytes.baseAddress, bytes.count) }

  /// The 32 bytes of the hash. Nothing can be added afterwards.
  public mutating func finish() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    sha256End(&hash, &bytes)
    return bytes
  }

  /// The hash of a text's UTF-8 in base64, as Content-Security-Policy headers write it.
  public static func base64(of text: String) -> String {
    var hash = SHA256()
    Array(text.utf8).withUnsafeBytes { hash.add($0) }
    return Data(hash.finish()).base64EncodedString()
  }
}
