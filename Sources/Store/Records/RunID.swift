/// The number of a run in its store.
public struct RunID: Sendable, Hashable {
  let rawValue: Int64
}
