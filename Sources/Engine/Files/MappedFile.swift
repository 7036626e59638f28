import Foundation
import Support

/// A memory-mapped file of the model directory: pages are read on first access and shared with the system's cache.
///
/// A file that is truncated while it is in use ends the process. Replacing it, as downloads do, is harmless.
struct MappedFile: Sendable {
  /// The file's name, for errors.
  let name: String
  private let contents: Data

  /// Maps a file.
  /// - Parameters:
  ///   - url: The file, or a link to it; the hub's cache consists of links.
  ///   - missing: The end of the error's sentence where the file is missing.
  /// - Throws: ``EngineError`` where the file is missing, not a regular file, or not readable.
  init(_ url: URL, missing: String) throws {
    name = url.lastPathComponent
    let target = url.resolvingSymlinksInPath()
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target.path) else {
      throw EngineError("\(url.path) does not exist: \(missing)", kind: .notFound)
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: break
    case .typeSymbolicLink?: throw EngineError("\(url.path) is a link that leads nowhere: \(missing)", kind: .notFound)
    default: throw EngineError("\(url.path) is not a regular file")
    }
    do {
      contents = try Data(contentsOf: target, options: .alwaysMapped)
    } catch {
      throw EngineError("\(url.path) cannot be read: \((error as NSError).localizedDescription)", kind: .unavailable)
    }
  }

  /// Wraps bytes that are in memory already.
  init(name: String, contents: Data) {
    self.name = name
    self.contents = contents
  }

  /// The number of bytes.
  var count: Int { contents.count }

  /// A copy of a part of the file.
  /// - Precondition: `range` lies in the file.
  func data(_ range: Range<Int>) -> Data {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of a file of \(count) bytes")
    return contents.subdata(in: range)
  }

  /// A copy of a part of the file.
  /// - Precondition: `range` lies in the file.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    withBytes(range) { [UInt8]($0) }
  }

  /// Calls `body` with a part of the file in place; the part need not be aligned.
  /// - Precondition: `range` lies in the file.
  func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of a file of \(count) bytes")
    return try contents.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
