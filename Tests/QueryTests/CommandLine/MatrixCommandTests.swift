import Foundation
import Store
import TestSupport
import Testing

struct MatrixCommandTests {
  private func smallStore(layers: Int = 0) throws -> SampleStore {
    let example = SampleStore.example(
      row: 1, id: "1", text: "", label: nil, predicted: nil, confidence: nil, pieces: [], layers: layers)
    return try SampleStore([example], settings: SampleStore.settings(problemType: .none, layers: layers == 0 ? .final : .all))
  }

  @Test func csvHasTheRawValuesUnderTheTokens() throws {
    let result = try smallStore().run("matrix", "1")
    #expect(result.text == "token,[CLS],[SEP]\n[CLS],2.0,3.0\n[SEP],2.0,2.0\n")
    #expect(result.status == 0)
  }

  @Test func jsonHasTheScaleApart() throws {
    let result = try smallStore().run("matrix", "1", "--format", "json")
    #expect(
      result.text
        == #"{"example":"1","layer":"final","method":"n-enc","tokens":["[CLS]","[SEP]"],"scale":4.0,"values":[[0.5,0.75],[0.5,0.5]]}"#
        + "\n")
  }

  @Test func npyIsAFileThatNumPyReads() throws {
    let store = try smallStore()
    let result = try store.run("matrix", "1", "--format", "npy")
    #expect(result.output.count == 128 + 4 * 8)
    #expect(result.output.starts(with: [0x93] + Array("NUMPY".utf8)))
    let last = result.output.suffix(32).map { $0 }
    let values = stride(from: 0, to: 32, by: 8).map { start in
      Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(last[start + $1]) << UInt64(8 * $1) })
    }
    #expect(values == [2, 3, 2, 2])
    #expect(try store.run("matrix", "1", "--format", "npy", "-o", "m.npy").status == 0)
    #expect(try Data(contentsOf: store.directory.url.appendingPathComponent("m.npy")) == result.output)
  }

  @Test func aLayerHasItsNumber() throws {
    let store = try smallStore(layers: 2)
    let result = try store.run("matrix", "1", "--layer", "2", "--format", "json")
    #expect(result.text.hasPrefix(#"{"example":"1","layer":2,"method":"n-enc","tokens":["[CLS]","[SEP]"],"scale":2.0,"#))
    let beyond = try store.run("matrix", "1", "--layer", "3")
    #expect(beyond.errors == "globenc-query: example '1' has no layer 3: the model has 2 layers\n")
    #expect(beyond.status == 1)
    let far = try smallStore(layers: 1).run("matrix", "1", "--layer", "5000")
    #expect(far.errors == "globenc-query: example '1' has no layer 5000: the model has 1 layer\n")
  }

  @Test func aLayerThatWasNotKeptIsStatus1() throws {
    let result = try smallStore().run("matrix", "1", "--layer", "1")
    #expect(
      result.errors
        == "globenc-query: the store keeps only the final matrix of each example, not layer 1: index the corpus with --layers all to keep"
        + " every layer\n")
    #expect(result.status == 1)
  }

  @Test(arguments: ["0", "-1", "last"]) func aLayerThatCannotBeIsWrongUsage(layer: String) throws {
    #expect(try smallStore().run("matrix", "1", "--layer=\(layer)").status == 64)
  }
}
