package import Store

/// Why a query gave no result: one sentence for standard error, and the exit status that scripts see.
package struct QueryFailure: Error, Equatable, CustomStringConvertible {
  /// 1, 2 or 64, as the command line's contract numbers them.
  package let status: Int32
  /// What failed, why, where, and what to do about it.
  package let description: String

  private init(status: Int32, description: String) {
    self.status = status
    self.description = description
  }

  /// Nothing matched, a name is unknown, or a record is damaged.
  package static func noResult(_ description: String) -> QueryFailure { QueryFailure(status: 1, description: description) }

  /// What was asked for cannot be done this way, as only running it could show.
  package static func wrongUsage(_ description: String) -> QueryFailure { QueryFailure(status: 64, description: description) }

  /// What became of a store that was open already: a damaged record, or a file that cannot be read any more.
  package init(_ error: StoreError) {
    switch error.kind {
    case .unavailable, .interruption: self = .cannotRun(error.description)
    case .damage, .refusal: self = .noResult(error.description)
    }
  }

  /// The store or the output could not be used at all.
  package static func cannotRun(_ description: String) -> QueryFailure { QueryFailure(status: 2, description: description) }
}
