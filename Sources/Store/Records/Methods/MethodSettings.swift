import Support

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

extension MethodSettings {
  /// The options of an imported method.
  private static let importedOptions = "{\"imported\": true}"

  /// The settings of a method whose scores were made by another program.
  public static func imported(_ method: Method) -> MethodSettings { MethodSettings(method, options: importedOptions) }

  /// Whether the scores were made by another program, so that ours cannot compute them.
  public var isImported: Bool {
    guard let options, options.contains("imported") else { return false }
    return options == Self.importedOptions || (try? JSONValue(parsing: Array(options.utf8)))?["imported"]?.bool == true
  }
}
