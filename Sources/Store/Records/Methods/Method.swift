/// A method of attribution, by its name. The store keeps the results of methods and does not know their computation.
public struct Method: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The aggregation of the local matrices of all layers.
  public struct Aggregate: RawRepresentable, Sendable, Hashable, Codable {
    /// The product of the local matrices, the first layer rightmost.
    public static let rollout = Aggregate(rawValue: "rollout")
    /// The maximum flow through the layers.
    public static let maximumFlow = Aggregate(rawValue: "maxflow")

    /// The name on the command line, in JSON and in the store.
    public let rawValue: String

    /// Creates an aggregate from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// N-Enc by rollout, which is GlobEnc.
  public static let nEnc = Method(name: "n-enc", aggregate: .rollout)

  /// The name on the command line, in JSON and in the store: "n-enc", "decompx-linear".
  public var name: String
  /// The aggregation of local matrices; nil for a method without matrices.
  public var aggregate: Aggregate?
  /// Whether scores are signed contributions to the logit of a class; otherwise a score is the token's share of row 0 of the aggregated
  /// matrix.
  public var isSigned: Bool

  /// Creates a method.
  public init(name: String, aggregate: Aggregate? = nil, isSigned: Bool = false) {
    self.name = name
    self.aggregate = aggregate
    self.isSigned = isSigned
  }

  /// The name for people, such as "n-enc, rollout".
  public var description: String { aggregate.map { "\(name), \($0.rawValue)" } ?? name }
}
