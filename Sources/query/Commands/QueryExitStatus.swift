import Presentation
import Support

/// The exit status of `globenc-query` for each kind of failure; scripts depend on the numbers.
enum QueryExitStatus {
  /// The status of a failure: where a store could not be opened, the program could not run, whatever the kind is.
  static func status(of failure: any Failure) -> Int32 {
    (failure as? QueryFailure)?.isOfOpening == true ? 2 : status(of: failure.kind)
  }

  /// The status: 1 for a request without a result, 2 where the program could not run, 64 for wrong usage.
  static func status(of kind: FailureKind) -> Int32 {
    switch kind {
    case .damaged, .notFound, .incompatible, .refused: 1
    case .busy, .full, .unavailable, .interrupted: 2
    case .misused: 64
    }
  }
}
