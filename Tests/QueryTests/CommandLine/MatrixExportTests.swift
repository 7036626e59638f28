import Foundation
import Store
import TestSupport
import Testing

struct MatrixExportTests {
  /// Ids that cannot be used as file names in their present form.
  private static let ids = ["../../etc/passwd", "/root", "a b", "ünï", "x", "x.npy", "C:\\con", "..", "\u{0}\n", "%2F"]

  private func store(layers: Int = 0, ids: [String] = ids) throws -> SampleStore {
    let examples = ids.enumerated().map { row, id in
      SampleStore.example(
        row: row + 1, id: id, text: "bad film", label: "negative", predicted: "negative", confidence: 0.5,
        pieces: [("bad", 0..<3, 0.25), ("film", 4..<8, 0.25)], layers: layers)
    }
    return try SampleStore(examples, settings: SampleStore.settings(layers: layers == 0 ? .final : .all))
  }

  @Test func everyExampleIsAnArrayNamedByItsID() throws {
    let store = try store()
    let result = try store.run("export", "--what", "matrices")
    #expect(result.errors == "")
    #expect(result.status == 0)
    let entries = try ZipReader(result.output).entries
    #expect(
      entries.map(\.name) == [
        "..%2F..%2Fetc%2Fpasswd.npy", "%2Froot.npy", "a%20b.npy", "%C3%BCn%C3%AF.npy", "x.npy", "x%2Enpy.npy", "C%3A%5Ccon.npy", "...npy",
        "%00%0A.npy", "%252F.npy",
      ])
    let single = try store.run("matrix", "x", "--format", "npy").output
    #expect(entries.allSatisfy { $0.bytes == single })
  }

  @Test func aLayerCanBeChosen() throws {
    let store = try store(layers: 2, ids: ["1", "2"])
    let result = try store.run("export", "--what", "matrices", "--layer", "2", "-o", "m.npz")
    #expect(result.status == 0)
    let file = try Data(contentsOf: store.directory.url.appendingPathComponent("m.npz"))
    #expect(
      try ZipReader(file).entries.map(\.bytes) == ["1", "2"].map { try store.run("matrix", $0, "--layer", "2", "--format", "npy").output })
    let beyond = try store.run("export", "--what", "matrices", "--layer", "3", "-o", "n.npz")
    #expect(beyond.errors == "globenc-query: example '1' has no layer 3: the model has 2 layers\n")
    #expect(beyond.status == 1)
    #expect(!FileManager.default.fileExists(atPath: store.directory.url.appendingPathComponent("n.npz").path))
  }

  @Test func aSliceAndAnEmptyStoreAreArchivesToo() throws {
    let reviews = try SampleStore()
    let slice = try reviews.run("export", "--what", "matrices", "--predicted", "positive")
    #expect(try ZipReader(slice.output).entries.map(\.name) == ["b.npy", "%C3%BCn%C3%AF%2C1.npy"])
    #expect(try ZipReader(try SampleStore([]).run("export", "--what", "matrices").output).entries.isEmpty)
  }

  @Test(.enabled(if: Python.isPresent, "there is no python3")) func aDamagedMatrixIsNamedAndAllOthersAreWritten() throws {
    let store = try store(ids: ["1", "2", "3"])
    try Python.run(
      """
      import sqlite3
      store = sqlite3.connect("reviews.db")
      store.execute("UPDATE matrix SET checksum = checksum + 1 WHERE key = (SELECT key * 1024 FROM example WHERE id = '2')")
      store.commit()
      """, in: store.directory.url)
    let result = try store.run("export", "--what", "matrices")
    #expect(result.errors.hasPrefix("globenc-query: the matrix of example '2', layer final, is damaged"))
    #expect(result.errors.hasSuffix("globenc-query: the export is whole but for 1 damaged example, which it leaves out\n"))
    #expect(result.status == 1)
    #expect(try ZipReader(result.output).entries.map(\.name) == ["1.npy", "3.npy"])
  }

  @Test(.enabled(if: Python.hasNumPy, "python3 has no NumPy")) func numPyOpensIt() throws {
    let store = try store()
    #expect(try store.run("export", "--what", "matrices", "-o", "m.npz").status == 0)
    #expect(try store.run("matrix", "x", "--format", "npy", "-o", "x.npy").status == 0)
    let result = try Python.run(
      """
      import numpy, urllib.parse
      single = numpy.load("x.npy")
      arrays = numpy.load("m.npz")
      assert all((arrays[name] == single).all() for name in arrays.files)
      print([urllib.parse.unquote(name) for name in arrays.files], single.dtype, single.tolist())
      """, in: store.directory.url)
    let ids = "['../../etc/passwd', '/root', 'a b', 'ünï', 'x', 'x.npy', 'C:\\\\con', '..', '\\x00\\n', '%2F']"
    let row = "[2.0, 2.0, 2.0, 2.0]"
    #expect(result == "\(ids) float64 [[2.0, 3.0, 2.0, 2.0], \(row), \(row), \(row)]\n")
  }

  @Test(arguments: [
    ["--what", "matrices", "--format", "csv"], ["--what", "tokens", "--format", "npz"], ["--what", "tokens", "--layer", "1"],
  ]) func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["export", "reviews.db"] + arguments).status == 64)
  }
}
