import Foundation

/// A file of the model directory, memory-mapped: pages are read when they are touched and shared with the system's cache.
///
/// The file must not be cut short while it is in use; the system would end the process. Replacing it, as downloads do, is harmless.
struct MappedFile: Sendable {
  /// The file's name, which errors carry.
  let name: String
  private let contents: Data

  /// Maps a file.
  /// - Parameters:
  ///   - url: the file, or a link to it (the hub's cache is made of links).
  ///   - missing: what the error adds where there is no such file.
  /// - Throws: ``EngineError`` where it is missing, no regular file, or not readable.
  init(_ url: URL, missing: String) throws {
    name = url.lastPathComponent
    let target = url.resolvingSymlinksInPath()
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target.path) else {
      throw EngineError("\(url.path) does not exist: \(missing)")
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: break
    case .typeSymbolicLink?: throw EngineError("\(url.path) is a link that leads nowhere: \(missing)")
    default: throw EngineError("\(url.path) is not a regular file")
    }
    do {
      contents = try Data(contentsOf: target, options: .alwaysMapped)
    } catch {
      throw EngineError("\(url.path) cannot be read: \((error as NSError).localizedDescription)")
    }
  }

  /// Takes bytes that are in memory already for a file's.
  init(name: String, contents: Data) {
    self.name = name
    self.contents = contents
  }

  /// The number of bytes.
  var count: Int { contents.count }

  /// A part of the file, copied.
  /// - Precondition: `range` lies in the file.
  func data(_ range: Range<Int>) -> Data {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of a file of \(count) bytes")
    return contents.subdata(in: range)
  }

  /// A part of the file, copied.
  /// - Precondition: `range` lies in the file.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    withBytes(range) { [UInt8]($0) }
  }

  /// Gives a part of the file in place; it need not be aligned.
  /// - Precondition: `range` lies in the file.
  func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of a file of \(count) bytes")
    return try contents.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
