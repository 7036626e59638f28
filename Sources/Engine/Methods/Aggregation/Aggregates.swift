/// The aggregations of every local matrix.
struct Aggregates: Sendable {
  /// In the order of the results.
  let kinds: [Aggregate]
  /// The tokens of the last layer from which maximum flows are computed.
  let flowRows: FlowRows
}
