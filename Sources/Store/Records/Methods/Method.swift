/// A method of attribution, by its name: the store keeps what a method says of tokens, and does not know how it works.
public struct Method: Sendable, Hashable, Codable, CustomStringConvertible {
  /// How the local matrices of the layers become one.
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
  /// How local matrices become one; nil for a method without matrices.
  public var aggregate: Aggregate?
  /// Whether scores speak for and against a class, in logits; else a score is the token's part of row 0 of the aggregated matrix.
  public var isSigned: Bool

  /// Creates a method.
  public init(name: String, aggregate: Aggregate? = nil, isSigned: Bool = false) {
    self.name = name
    self.aggregate = aggregate
    self.isSigned = isSigned
  }

  /// "n-enc, rollout", for people.
  public var description: String { aggregate.map { "\(name), \($0.rawValue)" } ?? name }
}
