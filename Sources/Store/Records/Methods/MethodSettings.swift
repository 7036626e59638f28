/// What a store keeps of a method.
public struct MethodSettings: Sendable, Equatable, Codable {
  /// The method.
  public var method: Method
  /// How many local matrices each example, or window, has by the method beside the aggregated one; nil for the first method of a store, which has as
  /// many as the settings and the model say.
  public var layers: Int?
  /// What the method was told, as a JSON object; nil where there is nothing to tell.
  public var options: String?

  /// Creates settings.
  public init(_ method: Method, layers: Int? = nil, options: String? = nil) {
    self.method = method
    self.layers = layers
    self.options = options
  }
}
