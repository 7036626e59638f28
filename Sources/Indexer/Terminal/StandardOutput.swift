import Foundation
import Support

/// Standard output: the results of a program, while messages about its work go to standard error.
enum StandardOutput {
  /// Prints lines, for people or in JSON, with escapes for scalars that a terminal would obey.
  /// - Throws: `IndexerError` where that is not possible; its sentence begins with `context`, the work that is done nevertheless.
  static func print(_ text: String, context: String? = nil) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text.printableLines + "\n").utf8))
    } catch {
      let done = context.map { "\($0), but " } ?? ""
      throw IndexerError("\(done)standard output cannot be written to: \(Self.reason(error))", kind: .unavailable)
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying.map { String(cString: strerror(Int32($0.code))) } ?? "\(error.localizedDescription)"
  }
}
