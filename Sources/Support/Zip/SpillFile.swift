import Foundation

/// Bytes that are written once and read back at the end. They are kept on disk, so that memory does not grow with them.
///
/// The file has no name from the beginning, so no file remains, however the process ends.
final class SpillFile {
  private let file: UnsafeMutablePointer<FILE>
  /// Number of bytes in the file.
  private(set) var count = 0

  /// - Throws: ``ZipFailure`` where the folder for temporary files cannot be written to.
  init() throws {
    let template = FileManager.default.temporaryDirectory.path + "/globenc-XXXXXX"
    var name = Array(template.utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0, let file = fdopen(descriptor, "w+") else { throw Self.failure }
    name.withUnsafeBufferPointer { if let base = $0.baseAddress { _ = unlink(base) } }
    self.file = file
  }

  deinit { fclose(file) }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Self.failure }
    count += bytes.count
  }

  /// Passes all bytes to `write`, a part at a time.
  func copy(to write: ([UInt8]) throws -> Void) throws {
    guard fseek(file, 0, SEEK_SET) == 0 else { throw Self.failure }
    var part = [UInt8](repeating: 0, count: 1 << 16)
    var left = count
    while left > 0 {
      let read = fread(&part, 1, min(part.count, left), file)
      guard read > 0 else { throw Self.failure }
      try write(Array(part[..<read]))
      left -= read
    }
  }

  private static var failure: ZipFailure {
    let reason = String(cString: strerror(errno))
    return ZipFailure(
      description: "could not keep data in \(FileManager.default.temporaryDirectory.path): \(reason); TMPDIR names another folder")
  }
}
