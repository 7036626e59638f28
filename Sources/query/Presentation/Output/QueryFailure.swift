package import Store

/// The failure of a query: one sentence for standard error, and the exit status for scripts.
package struct QueryFailure: Error, Equatable, CustomStringConvertible {
  /// 1, 2 or 64; the numbers are a contract with scripts.
  package let status: Int32
  /// What failed, why, where, and what to do about it.
  package let description: String

  private init(status: Int32, description: String) {
    self.status = status
    self.description = description
  }

  /// A failure because nothing matched, a name is unknown, or a record is damaged.
  package static func noResult(_ description: String) -> QueryFailure { QueryFailure(status: 1, description: description) }

  /// A failure because of a wrong combination of arguments that only shows while the command runs.
  package static func wrongUsage(_ description: String) -> QueryFailure { QueryFailure(status: 64, description: description) }

  /// The failure for an error of a store that is open already: a damaged record, or a file that cannot be read any more.
  package init(_ error: StoreError) {
    switch error.kind {
    case .unavailable, .interruption: self = .cannotRun(error.description)
    case .damage, .refusal: self = .noResult(error.description)
    }
  }

  /// A failure because the store or the output cannot be used at all.
  package static func cannotRun(_ description: String) -> QueryFailure { QueryFailure(status: 2, description: description) }
}
