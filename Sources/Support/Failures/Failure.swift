/// An error of one of the modules. Its description is one sentence that says what failed, why, where, and what to do.
public protocol Failure: Error, CustomStringConvertible {
  /// The kind of the failure.
  var kind: FailureKind { get }
}
