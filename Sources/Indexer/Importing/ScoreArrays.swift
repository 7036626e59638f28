import Foundation
import Support

/// Scores in NumPy's .npz: an array for each example, under the example's id.
struct ScoreArrays: ScoreFile {
  /// Largest number of bytes of an array.
  private static let longest = 64 << 20

  let path: String

  func forEach(_ body: (ForeignScores) throws -> Void) throws {
    let archive: ZipArchive
    do { archive = try ZipArchive(Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)) } catch let damage
      as ZipArchive.Damage
    {
      throw IndexerError("'\(path)' \(damage.reason)", kind: .incompatible)
    }
    for entry in archive.entries {
      let name = entry.name.hasSuffix(".npy") ? String(entry.name.dropLast(4)) : entry.name
      let place = "array '\(name.prefix(80))'"
      guard entry.size <= Self.longest else {
        throw IndexerError("'\(path)', \(place) has \(entry.size.grouped) bytes, too many for the scores of a text", kind: .incompatible)
      }
      let bytes: [UInt8]
      do { bytes = try archive.bytes(of: entry) } catch let damage as ZipArchive.Damage {
        throw IndexerError("'\(path)' \(damage.reason)", kind: .incompatible)
      }
      switch NumPyVector.numbers(in: bytes) {
      case .success(let scores): try body(ForeignScores(place: place, id: name, scores: scores))
      case .failure(let fault): throw IndexerError("'\(path)', \(place) \(fault.reason)", kind: .incompatible)
      }
    }
  }
}

/// A file of NumPy (.npy) with one dimension of float32 or float64, little-endian.
enum NumPyVector {
  /// The reason why a file is none, as the rest of a sentence.
  struct Fault: Error, Equatable {
    let reason: String
  }

  /// The numbers in a file; any bytes may come.
  static func numbers(in bytes: [UInt8]) -> Result<[Double], Fault> {
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    guard bytes.starts(with: magic), bytes.count > 12 else { return .failure(Fault(reason: "is no array of NumPy")) }
    // Version 1 has two bytes for the length of the header, later ones four.
    let width = bytes[6] == 1 ? 2 : 4
    let length = bytes[8..<8 + width].reversed().reduce(0) { $0 << 8 | Int($1) }
    let start = 8 + width + length
    guard start <= bytes.count else { return .failure(Fault(reason: "is cut off")) }
    let header = String(decoding: bytes[8 + width..<start], as: UTF8.self)
    guard let type = value(of: "descr", in: header, from: "'", to: "'"), let shape = value(of: "shape", in: header, from: "(", to: ")")
    else {
      return .failure(Fault(reason: "has a header that is not NumPy's"))
    }
    let size = type == "<f4" ? 4 : type == "<f8" ? 8 : 0
    guard size > 0 else {
      return .failure(Fault(reason: "is of the type '\(type.prefix(20))', neither float32 nor float64, little-endian ('<f4', '<f8')"))
    }
    let dimensions = shape.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard dimensions.count == 1, let count = dimensions[0] else {
      return .failure(Fault(reason: "has the shape (\(shape.prefix(40))), not one dimension, a number for each token"))
    }
    guard count >= 0, count <= bytes.count / size, bytes.count - start == count * size else { return .failure(Fault(reason: "is cut off")) }
    return .success(
      bytes.withUnsafeBytes { raw in
        (0..<count).map { index in
          let place = start + index * size
          return size == 4
            ? Double(Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self))))
            : Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
        }
      })
  }

  /// The text between two characters behind a key of the header.
  private static func value(of key: String, in header: String, from open: Character, to close: Character) -> String? {
    guard let place = header.range(of: "'\(key)':") else { return nil }
    let rest = header[place.upperBound...].drop { $0 == " " }
    guard rest.first == open, let end = rest.dropFirst().firstIndex(of: close) else { return nil }
    return String(rest.dropFirst()[..<end])
  }
}
