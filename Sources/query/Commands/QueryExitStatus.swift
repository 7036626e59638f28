import Support

/// The exit status of `globenc-query` for each kind of failure; scripts depend on the numbers.
enum QueryExitStatus {
  /// The status: 1 for a request without a result, 2 where the program could not run, 64 for wrong usage.
  static func status(of kind: FailureKind) -> Int32 {
    switch kind {
    case .damaged, .notFound, .incompatible, .refused: 1
    case .busy, .full, .unavailable, .interrupted: 2
    case .misused: 64
    }
  }
}
