// MARK: - Writes: the rule of the label column

extension AttributionStore {
  /// Keeps a rule for the label column, for this run and all later ones, where the store has none yet.
  /// - Throws: `StoreError` where the file cannot be written to.
  public func keep(_ rule: LabelRule) throws {
    try write { try SettingsRow.keep(rule, in: $0) }
  }
}
