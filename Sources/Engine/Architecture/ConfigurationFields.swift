import Foundation
import Support

/// The fields of a `config.json`, with defaults and bounds. Every error names the field, the value and the file.
struct ConfigurationFields {
  private let fields: [String: ConfigurationValue]
  private let file: String

  /// Parses the text of the file.
  /// - Parameters:
  ///   - json: The bytes of the file.
  ///   - file: The path in error messages.
  /// - Throws: ``EngineError`` where the text is not a JSON object; with line, column and reason where it is not JSON.
  init(json: Data, file: String) throws {
    self.file = file
    let object = try JSONFile.object([UInt8](json), path: file, otherwise: "it is damaged or no model's config.json")
    fields = Dictionary((object.members ?? []).map { ($0.key, ConfigurationValue($0.value)) }) { $1 }
  }

  /// The value of a field; nil where the field is absent or null.
  subscript(key: String) -> ConfigurationValue? {
    guard let value = fields[key], value != .null else { return nil }
    return value
  }

  /// An integer within bounds, by the setting's alias where that is present.
  func integer(_ setting: ConfigurationKeys.Setting, in bounds: ClosedRange<Int>) throws -> Int {
    let alias = setting.alias.flatMap { self[$0] == nil ? nil : $0 }
    return try integer(alias ?? setting.key, default: setting.standard, in: bounds)
  }

  /// An integer within bounds.
  func integer(_ key: String, default absent: Int, in bounds: ClosedRange<Int>) throws -> Int {
    guard let value = self[key] else { return absent }
    guard case .integer(let number) = value, bounds.contains(number) else {
      throw refusal(key, value, "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  /// A number, integer or not.
  func number(_ key: String, default absent: Double) throws -> Double {
    switch self[key] {
    case nil: return absent
    case .integer(let value): return Double(value)
    case .number(let value): return value
    case .some(let value): throw refusal(key, value, "a number")
    }
  }

  /// A truth value.
  func boolean(_ key: String, default absent: Bool) throws -> Bool {
    guard let value = self[key] else { return absent }
    guard case .boolean(let truth) = value else { throw refusal(key, value, "true, false") }
    return truth
  }

  /// The value for one of several texts. Errors list `choices` in this order.
  func choice<T>(_ key: String, default absent: T, among choices: KeyValuePairs<String, T>) throws -> T {
    guard let value = self[key] else { return absent }
    if case .text(let name) = value, let match = choices.first(where: { $0.key == name }) { return match.value }
    throw refusal(key, value, choices.map(\.key).joined(separator: ", "))
  }

  /// The texts of an array; empty where the field is absent.
  func texts(_ key: String) throws -> [String] {
    guard let value = self[key] else { return [] }
    guard case .array(let items) = value else { throw refusal(key, value, "an array of texts") }
    return try items.map { item in
      guard case .text(let text) = item else { throw refusal(key, item, "an array of texts") }
      return text
    }
  }

  /// The error for a field with an unusable value.
  func refusal(_ key: String, _ value: ConfigurationValue, _ supported: String) -> EngineError {
    EngineError("\(key) \(value.summary) in \(file) is not supported: supported is \(supported)")
  }

  /// The error for fields that contradict each other.
  func contradiction(_ sentence: String) -> EngineError {
    EngineError("\(file): \(sentence)")
  }
}
