/// An error of one of the modules. Its description is one sentence that says what failed, why, where, and what to do.
public protocol Failure: Error, CustomStringConvertible {
  /// Decides what callers do, such as the exit status.
  var kind: FailureKind { get }
}
