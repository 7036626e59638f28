import Foundation
import Support

/// What can be told of a corpus before it is read, by which a run recognises it: its size and its first bytes.
enum CorpusBeginning {
  /// Number of bytes of the first file that count.
  private static let length = 64 << 10

  /// SHA-256 of the first bytes of the first file, in hexadecimal; nil where that is a pipe, or cannot be read.
  static func digest(of files: [CorpusFile]) -> String? {
    guard let file = files.first, file.isRegular, let handle = FileHandle(forReadingAtPath: file.path) else { return nil }
    defer { try? handle.close() }
    guard let bytes = try? handle.read(upToCount: length) else { return nil }
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.add($0) }
    return Hexadecimal.text(of: hash.finish())
  }

  /// The size of all files in bytes; nil where one is a pipe.
  static func size(of files: [CorpusFile]) -> Int? {
    files.reduce(0) { total, file in file.size.flatMap { size in total.map { $0 + size } } }
  }
}
