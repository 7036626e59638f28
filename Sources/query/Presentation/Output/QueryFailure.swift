package import Support

/// The failure of a query: one sentence for standard error, and its kind.
package struct QueryFailure: Failure, Equatable {
  /// The failure, its reason and place, and a remedy.
  package let description: String
  /// The kind of the failure.
  package let kind: FailureKind

  private init(_ description: String, _ kind: FailureKind) {
    (self.description, self.kind) = (description, kind)
  }

  /// A failure because nothing matched, or a name is unknown.
  package static func noResult(_ description: String) -> QueryFailure { QueryFailure(description, .notFound) }

  /// A failure because records are damaged, which the result leaves out.
  package static func damaged(_ description: String) -> QueryFailure { QueryFailure(description, .damaged) }

  /// A failure because of a wrong combination of arguments that only shows while the command runs.
  package static func wrongUsage(_ description: String) -> QueryFailure { QueryFailure(description, .misused) }

  /// A failure because the store or the output cannot be used at all.
  package static func cannotRun(_ description: String) -> QueryFailure { QueryFailure(description, .unavailable) }

  /// Whether only this request has no result, so that another example, group or slice may have one.
  package var isOfThisRequest: Bool { kind == .notFound || kind == .damaged }
}
