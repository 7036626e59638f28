package import Support

/// The failure of a query: one sentence for standard error, and its kind.
package struct QueryFailure: Failure, Equatable {
  /// The failure, its reason and place, and a remedy.
  package let description: String
  /// The kind of the failure.
  package let kind: FailureKind
  /// Whether a store could not be opened, so that no request has an answer, of whatever kind the failure is.
  package let isOfOpening: Bool

  private init(_ description: String, _ kind: FailureKind, isOfOpening: Bool = false) {
    (self.description, self.kind, self.isOfOpening) = (description, kind, isOfOpening)
  }

  /// A failure because nothing matched, or a name is unknown.
  package static func noResult(_ description: String) -> QueryFailure { QueryFailure(description, .notFound) }

  /// A failure because records are damaged, which the result leaves out.
  package static func damaged(_ description: String) -> QueryFailure { QueryFailure(description, .damaged) }

  /// A failure because of a wrong combination of arguments that only shows while the command runs.
  package static func wrongUsage(_ description: String) -> QueryFailure { QueryFailure(description, .misused) }

  /// A failure because a store cannot be opened.
  package static func cannotOpen(_ error: some Failure) -> QueryFailure {
    QueryFailure(error.description, error.kind, isOfOpening: true)
  }

  /// A failure because an input or the output cannot be used at all.
  package static func cannotRun(_ description: String) -> QueryFailure { QueryFailure(description, .unavailable) }

  /// Whether only this request has no result, so that another example, group or slice may have one.
  package var isOfThisRequest: Bool { !isOfOpening && (kind == .notFound || kind == .damaged) }
}
