/// A method of a store, with its settings.
public struct MethodSettings: Sendable, Equatable, Codable {
  /// The method.
  public var method: Method
  /// Number of local matrices by the method for each example or window; nil for the first method of a store, where the settings of the
  /// store and the model decide.
  public var layers: Int?
  /// The options of the method as a JSON object; nil where there are none.
  public var options: String?

  /// Creates settings.
  public init(_ method: Method, layers: Int? = nil, options: String? = nil) {
    self.method = method
    self.layers = layers
    self.options = options
  }
}
