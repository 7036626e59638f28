import Foundation
import Support

/// The exit status of `globenc-index` for each kind of failure; scripts depend on the numbers.
enum IndexExitStatus {
  /// Some rows failed, some examples are damaged or some ids are unknown; the rest of the work is done.
  static let incomplete: Int32 = 1

  /// The status for a failure.
  /// - Parameters:
  ///   - kind: The kind of the failure.
  ///   - signal: The signal that stopped the program; nil stands for SIGINT.
  /// - Returns: 2 where the program could not run, 64 for wrong usage, 128 and the number of the signal where one stopped the program.
  static func status(of kind: FailureKind, signal: Int32? = nil) -> Int32 {
    switch kind {
    case .damaged, .busy, .full, .unavailable, .notFound, .incompatible, .refused: 2
    case .misused: 64
    case .interrupted: stopped(by: signal ?? SIGINT)
    }
  }

  /// The status of a program that a signal stopped.
  static func stopped(by signal: Int32) -> Int32 { 128 + signal }
}
