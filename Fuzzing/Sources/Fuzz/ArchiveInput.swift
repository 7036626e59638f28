import Foundation
import Support

@testable import Indexer

/// Reads an input as an archive of scores, and as an array of NumPy.
enum ArchiveInput {
  /// Longest member that is unpacked, so that the fuzzer's limit of memory holds.
  private static let longest = 1 << 20

  static func read(_ input: [UInt8]) {
    array(input)
    guard let archive = try? ZipArchive(Data(input)) else { return }
    for entry in archive.entries where entry.size <= longest {
      guard let bytes = try? archive.bytes(of: entry) else { continue }
      precondition(bytes.count == entry.size, "\(bytes.count) bytes of \(entry.size)")
      array(bytes)
    }
  }

  private static func array(_ bytes: [UInt8]) {
    guard case .success(let numbers) = NumPyVector.numbers(in: bytes) else { return }
    precondition(numbers.count * 4 <= bytes.count, "\(numbers.count) numbers in \(bytes.count) bytes")
  }
}
