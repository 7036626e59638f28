import Foundation
import Store

/// An array for every example, in one file as NumPy's `savez` writes them.
struct MatrixExport {
  let layer: MatrixLayer
  private var archive: ZipWriter

  /// Begins an export of the matrices of one layer.
  init(layer: MatrixLayer, to sink: ByteSink) throws {
    self.layer = layer
    archive = try ZipWriter(to: sink)
  }

  /// Appends the matrix of an example.
  /// - Throws: `StoreError` where the matrix is damaged, and nothing of it is written then.
  mutating func add(_ example: StoredExample, from store: AttributionStore) throws {
    let name = Self.name(of: example.id)
    guard name.utf8.count <= UInt16.max else {
      throw QueryFailure.cannotRun("an id of \(example.id.utf8.count) bytes is too long to name an array in an npz file")
    }
    let matrix = try store.requireMatrix(of: example, layer: layer)
    let scale = scalbn(1, matrix.exponent)
    try archive.add(name, NPY.bytes(of: matrix.values.map { Double($0) * scale }, size: matrix.size))
  }

  /// Makes the file whole.
  mutating func finish() throws { try archive.finish() }

  /// The name of an example's array: its id, percent-encoded as in a URL, so that no id can lead out of a folder that the file is
  /// unpacked into. An id that ends in .npy has that dot encoded too, because NumPy takes "x.npy" for the array "x".
  static func name(of id: String) -> String {
    var name = ""
    for byte in id.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        name += String(format: "%%%02X", Int(byte))
      }
    }
    if name.hasSuffix(".npy") { name = name.dropLast(4) + "%2Enpy" }
    return name + ".npy"
  }
}
