public import Foundation

/// Expected values from a safetensors file, by name, in their stored number format.
///
/// This reader shares no code with the engine's, so that it does not share the engine's mistakes.
public struct GoldenTensors: Sendable {
  /// The reason why a tensor cannot be compared.
  public struct Failure: Error, CustomStringConvertible {
    /// What is wrong, and where.
    public let description: String
  }

  private struct Entry: Decodable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]
  }

  /// The header also holds `__metadata__`, whose value is no tensor.
  private struct Header: Decodable {
    var entries: [String: Entry] = [:]

    private struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      for key in container.allKeys where key.stringValue != "__metadata__" {
        entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
      }
    }
  }

  private let file: String
  private let contents: Data
  private let dataStart: Int
  private let entries: [String: Entry]

  /// Opens a file.
  /// - Throws: Errors of the file system and of the JSON parser.
  public init(_ url: URL) throws {
    file = url.lastPathComponent
    contents = try Data(contentsOf: url, options: .alwaysMapped)
    dataStart = 8 + contents.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    entries = try JSONDecoder().decode(Header.self, from: contents.subdata(in: 8..<dataStart)).entries
  }

  /// All names, sorted.
  public var names: [String] { entries.keys.sorted() }

  /// Whether the file has a tensor of that name.
  public func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The shape of a tensor.
  /// - Throws: ``Failure`` where there is no tensor of that name.
  public func shape(_ name: String) throws -> [Int] {
    try entry(name).shape
  }

  /// The numbers of an F32 tensor, row by row.
  /// - Throws: ``Failure`` where there is no tensor of that name and format.
  public func floats(_ name: String) throws -> [Float] {
    try bytes(name, "F32") { bytes, count in (0..<count).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) } }
  }

  /// The numbers of an F64 or F32 tensor, row by row.
  /// - Throws: ``Failure`` where there is no tensor of that name and format.
  public func doubles(_ name: String) throws -> [Double] {
    if try entry(name).dtype == "F32" { return try floats(name).map(Double.init) }
    return try bytes(name, "F64") { bytes, count in (0..<count).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) } }
  }

  /// The numbers of an I32 or I64 tensor, row by row.
  /// - Throws: ``Failure`` where there is no tensor of that name and format.
  public func integers(_ name: String) throws -> [Int] {
    if try entry(name).dtype == "I64" {
      return try bytes(name, "I64") { bytes, count in (0..<count).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int.self) } }
    }
    return try bytes(name, "I32") { bytes, count in (0..<count).map { Int(bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self)) } }
  }

  private func entry(_ name: String) throws -> Entry {
    guard let entry = entries[name] else { throw Failure(description: "\(file) has no tensor '\(name)'") }
    return entry
  }

  private func bytes<T>(_ name: String, _ dtype: String, _ body: (UnsafeRawBufferPointer, Int) -> [T]) throws -> [T] {
    let entry = try entry(name)
    guard entry.dtype == dtype, entry.data_offsets.count == 2 else {
      throw Failure(description: "tensor '\(name)' of \(file) is \(entry.dtype), not \(dtype)")
    }
    let place = dataStart + entry.data_offsets[0]..<dataStart + entry.data_offsets[1]
    return contents.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[place]), entry.shape.reduce(1, *)) }
  }
}
