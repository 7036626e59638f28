import ArgumentParser
import Foundation

/// What a program answers, as against what it says of its work.
enum StandardOutput {
  /// Writes lines, for people or in JSON, with escapes for what a terminal would obey.
  /// - Throws: `ExitCode` 2 where that is not possible, said on the console with `context`: what was done nevertheless.
  static func print(_ text: String, console: Console, context: String? = nil) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text.printableLines + "\n").utf8))
    } catch {
      let done = context.map { "\($0), but " } ?? ""
      console.print("globenc-index: \(done)standard output cannot be written to: \(Self.reason(error))")
      throw ExitCode(2)
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying.map { String(cString: strerror(Int32($0.code))) } ?? "\(error.localizedDescription)"
  }
}
