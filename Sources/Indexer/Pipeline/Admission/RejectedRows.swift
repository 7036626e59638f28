/// Where rows go that cannot be indexed: to the report and to the counts. Any thread may call any method.
struct RejectedRows: Sendable {
  let status: RunStatus
  /// Called for each row.
  let report: @Sendable (BadRow) -> Void

  /// Rejects a row; `isUnreadable` says that its id is not known.
  func add(_ bad: BadRow, isUnreadable: Bool = false) {
    report(bad)
    status.update {
      $0.failed += 1
      $0.unreadable += isUnreadable ? 1 : 0
      $0.bytes += bad.place.byteCount
      $0.bytesWithoutWork += bad.place.byteCount
    }
  }
}
