import Support

/// The header of a [safetensors](https://github.com/huggingface/safetensors#format) file, which tells where each tensor lies.
///
/// The file consists of 8 bytes with the length of the header, the header in JSON, and the tensors. As in the reference implementation,
/// tensors must cover the rest of the file without holes or overlaps, so that a truncated or altered file is noticed.
enum SafetensorsHeader {
  /// Upper bound in bytes. A thousand layers, the most that a model may have, take 2 MB; the reference implementation reads up to 100 MB.
  private static let longestHeader = 8 << 20

  /// Reads the header.
  /// - Returns: The tensors by name; every layout lies in the file.
  /// - Throws: ``EngineError`` that names the file where it is damaged or no safetensors file.
  static func read(_ file: MappedFile) throws -> [String: TensorLayout] {
    var prefix = ByteReader(file.bytes(0..<min(8, file.count)), subject: file.name)
    let length = try prefix.size64()
    guard length <= longestHeader, length <= file.count - 8 else {
      throw EngineError(
        "\(file.name) is damaged, not copied whole, or no safetensors file: its header is said to have \(length) bytes", kind: .damaged)
    }
    let start = 8 + length
    var parser = SafetensorsHeaderParser(file.bytes(8..<start), subject: "the header of \(file.name)")
    let entries = try parser.entries()

    var tensors: [String: TensorLayout] = [:]
    tensors.reserveCapacity(entries.count)
    var end = 0
    for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      guard let count = TensorLayout.count(of: entry.shape), entry.begin == end, entry.end >= entry.begin,
        case (let size, let overflow) = count.multipliedReportingOverflow(by: entry.element.byteCount), !overflow,
        size == entry.end - entry.begin, entry.end <= file.count - start
      else {
        throw EngineError(
          "tensor '\(entry.name.prefix(80))' of shape \(entry.shape), \(entry.element.rawValue), does not fit bytes \(entry.begin)..<\(entry.end) of the "
            + "\(file.count - start) in \(file.name): the file is damaged or was not copied whole", kind: .damaged)
      }
      let layout = TensorLayout(element: entry.element, shape: entry.shape, strides: nil, offset: start + entry.begin)
      guard tensors.updateValue(layout, forKey: entry.name) == nil else {
        throw EngineError("tensor '\(entry.name.prefix(80))' is twice in \(file.name): the file is damaged", kind: .damaged)
      }
      end = entry.end
    }
    guard end == file.count - start else {
      throw EngineError("\(file.name) has \(file.count - start - end) bytes that belong to no tensor: the file is damaged", kind: .damaged)
    }
    return tensors
  }
}
