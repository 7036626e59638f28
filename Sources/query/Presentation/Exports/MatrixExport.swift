import Foundation
package import Store
import Support

/// An export with an array for each example, in one file as of NumPy's `savez`.
package struct MatrixExport {
  let layer: MatrixLayer
  private var archive: ZipWriter

  /// Begins an export of the matrices of one layer.
  package init(layer: MatrixLayer, to sink: ByteSink) throws {
    self.layer = layer
    archive = try ZipWriter { try sink.write($0) }
  }

  /// Writes the matrices of an example by all methods with matrices that it has scores by. Their names begin with method and aggregate, as in
  /// "n-enc/rollout/42": an encoded name has no slash.
  /// - Throws: As `add(_:by:in:from:)`.
  package mutating func addAll(_ example: Example, from store: AttributionStore) throws {
    for method in try store.results(exampleID: example.id).map(\.method) {
      guard let aggregate = method.aggregate else { continue }
      let folder = Self.encoded(method.name) + "/" + Self.encoded(aggregate.rawValue) + "/"
      try add(example, by: method, in: folder, from: store)
    }
  }

  /// Writes the matrix of an example by a method, or the matrices of its windows.
  /// - Throws: `StoreError` where a matrix is damaged; then no array of the example is written.
  package mutating func add(_ example: Example, by method: Method, in folder: String = "", from store: AttributionStore) throws {
    let windows = example.windows > 1 ? (1...example.windows).map(Int?.some) : [nil]
    // All matrices are read before the first is written, one at a time: a long text has many.
    let matrices = try ExampleMatrices(of: example, in: store, by: method)
    for window in windows.dropFirst() { _ = try matrices.require(layer, window: window) }
    for window in windows {
      let name = folder + Self.name(of: example.id, window: window)
      guard name.utf8.count <= UInt16.max else {
        throw QueryFailure.cannotRun("an id of \(example.id.utf8.count) bytes is too long to name an array in an npz file")
      }
      let matrix = try matrices.require(layer, window: window).matrix
      let scale = scalbn(1, matrix.exponent)
      let bytes = NPY.bytes(of: matrix.values.map { Double($0) * scale }, size: matrix.size)
      try archive.add(name, bytes)
    }
  }

  /// Writes the end of the file.
  package mutating func finish() throws { try archive.finish() }

  /// The name of an example's array: its id, percent-encoded as in a URL, so that no id can lead out of the folder into which the file is
  /// extracted. In an id that ends in .npy the dot is encoded, too, because NumPy takes "x.npy" for the array "x". For a text in several
  /// windows, an @ and the number of the window follow; no encoded id has an @.
  static func name(of id: String, window: Int? = nil) -> String {
    var name = encoded(id)
    if name.hasSuffix(".npy") { name = name.dropLast(4) + "%2Enpy" }
    return name + (window.map { "@\($0)" } ?? "") + ".npy"
  }

  /// A text, percent-encoded as in a URL.
  private static func encoded(_ text: String) -> String {
    var name = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        name += "%" + Hexadecimal.text(byte, width: 2, uppercase: true)
      }
    }
    return name
  }
}
