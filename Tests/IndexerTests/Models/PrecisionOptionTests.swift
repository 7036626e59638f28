import Engine
import Foundation
import Store
import TestSupport
import Testing

struct PrecisionOptionTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test(arguments: ["bf16", "int8"])
  func aPrecisionIsRefusedBeforeAStoreIsMadeWhereTheInstructionsAreMissing(precision: String) throws {
    let result = try run(precision, environment: ["GLOBENC_INSTRUCTIONS": Self.narrowest])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("globenc-index: \(precision) products need ") && result.errors.hasSuffix("choose f32\n"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func theStoreRecordsWhatComputedTheProductsOfItsPrecision() throws {
    let result = try run("int8", environment: ["GLOBENC_INSTRUCTIONS": "avx2"])
    guard !result.errors.contains("which this processor has not got") else { return }
    #expect(result == IndexTool.Result(status: 0, output: "", errors: ""))
    let runs = try AttributionStore.openForReading(at: store).summary().runs
    #expect(runs.map(\.backend) == ["portable"] && runs.map(\.instructionSet) == ["avx2"])
  }

  @Test func aSoundInt8StoreIsNotCalledDamagedWhereWeightsAreRoundedOtherwise() throws {
    guard try run("int8", environment: ["GLOBENC_INSTRUCTIONS": "avx2"]).status == 0 else { return }
    func verify(_ set: String) throws -> IndexTool.Result {
      try IndexTool.run(["verify", store.path, "--model", IndexTool.model, "--seed", "1"], environment: ["GLOBENC_INSTRUCTIONS": set])
    }
    #expect(try verify("avx2").status == 0)
    let other = try verify("avx2_vnni")
    guard !other.errors.contains("which this processor has not got") else { return }
    #expect(other.status == 2 && other.output == "")
    #expect(other.errors.contains("were rounded for portable (avx2), which is not how portable (avx2_vnni) needs them"), "\(other.errors)")
    let continued = try run("int8", environment: ["GLOBENC_INSTRUCTIONS": "avx2_vnni"])
    #expect(continued.errors.hasSuffix("results may differ as two ways of rounding to 8 bits do\n"), "\(continued.errors)")
  }

  @Test(arguments: [Precision.bf16, .int8])
  func theStoreRecordsThePrecisionAndIsContinuedInNoOther(precision: Precision) throws {
    guard (try? AttributionModel(directory: URL(fileURLWithPath: IndexTool.model), precision: precision)) != nil else { return }
    #expect(try run(precision.rawValue) == IndexTool.Result(status: 0, output: "", errors: ""))
    #expect(try AttributionStore.openForReading(at: store).settings.precision == precision.rawValue)
    let other = try run("f32")
    #expect(other.status == 2)
    #expect(other.errors.contains("precision \(precision.rawValue), not f32"), "\(other.errors)")
  }

  private static var narrowest: String {
    #if arch(arm64)
      "neon"
    #else
      "baseline"
    #endif
  }

  private func run(_ precision: String, environment: [String: String] = [:]) throws -> IndexTool.Result {
    let corpus = try directory.write("a good film\nnot bad at all\n", to: "c.txt")
    return try IndexTool.run(
      [corpus.path, "--model", IndexTool.model, "--store", store.path, "--precision", precision, "--quiet"], environment: environment)
  }
}
