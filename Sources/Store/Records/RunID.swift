/// Names one run within its store.
public struct RunID: Sendable, Hashable {
  let rawValue: Int64
}
