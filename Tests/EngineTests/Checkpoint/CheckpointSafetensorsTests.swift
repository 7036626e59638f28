import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

@Suite struct CheckpointSafetensorsTests {
  private let directory: TemporaryDirectory
  private let name = "model.safetensors"
  private let eight = CheckpointBuilder.floats([1, -2])

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func refusal(_ header: String, length: UInt64? = nil, data: Data? = nil) throws -> String? {
    try directory.refusal(name, CheckpointBuilder.safetensors(header: header, length: length, data: data ?? eight))
  }

  @Test("Names are found with and without prefix, LayerNorms under both names")
  func names() throws {
    let checkpoint = try directory.checkpoint(
      name,
      CheckpointBuilder.safetensors([
        "bert.pooler.dense.bias": ([1], [1]), "classifier.bias": ([1], [2]), "electra.embeddings.LayerNorm.gamma": ([1], [3]),
        "bert.embeddings.LayerNorm.beta": ([1], [4]), "bert.encoder.LayerNorm.weight": ([1], [5]),
      ]))
    #expect(try checkpoint.tensor("pooler.dense.bias", shape: [1]) == [1])
    #expect(try checkpoint.tensor("classifier.bias", shape: [1]) == [2])
    #expect(try checkpoint.tensor("embeddings.LayerNorm.weight", shape: [1]) == [3])
    #expect(try checkpoint.tensor("embeddings.LayerNorm.bias", shape: [1]) == [4])
    #expect(try checkpoint.tensor("encoder.LayerNorm.weight", shape: [1]) == [5])
    #expect(!checkpoint.contains("classifier.weight"))
  }

  @Test("A tensor that is missing, misshapen or of integers is refused by name")
  func unusableTensors() throws {
    let header = #"{"i":{"dtype":"I32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"format":"pt"}}"#
    let checkpoint = try directory.checkpoint(name, CheckpointBuilder.safetensors(header: header, data: eight))
    #expect(throws: EngineError("tensor 'w': expected [3], missing in model.safetensors", kind: .notFound)) {
      try checkpoint.tensor("w", shape: [3])
    }
    #expect(throws: EngineError("tensor 'i': expected [1, 2], found [2] in model.safetensors")) {
      try checkpoint.tensor("i", shape: [1, 2])
    }
    #expect(throws: EngineError("tensor 'i': expected F64, F32, F16 or BF16, found I32 in model.safetensors")) {
      try checkpoint.tensor("i", shape: [2])
    }
  }

  @Test("Double precision is rounded to the nearest float, whole tensors and single rows")
  func doubles() throws {
    let numbers: [Double] = [0.1, -1e-40, 1e300, .pi, 1 + 0x1p-24, 1 + 0x1.8p-24, -0.0, .infinity]
    let header = #"{"d":{"dtype":"F64","shape":[4,2],"data_offsets":[0,64]}}"#
    let data = numbers.reduce(into: Data()) { $0 += CheckpointBuilder.littleEndian($1.bitPattern) }
    let stored = try directory.checkpoint(name, CheckpointBuilder.safetensors(header: header, data: data)).storedTensor("d", shape: [4, 2])
    // The results of numpy's astype(float32).
    let expected: [UInt32] = [0x3DCC_CCCD, 0x8001_16C2, 0x7F80_0000, 0x4049_0FDB, 0x3F80_0000, 0x3F80_0001, 0x8000_0000, 0x7F80_0000]
    #expect(stored.floats().map(\.bitPattern) == expected)
    let row = [Float](unsafeUninitializedCapacity: 4) { buffer, count in
      stored.copyRows(1..<3, into: buffer)
      count = 4
    }
    #expect(row.map(\.bitPattern) == [UInt32](expected[2..<6]))
  }

  @Test("Half-precision numbers at odd addresses of the file are read")
  func unaligned() throws {
    let header =
      #"{ "a" : {"dtype":"F16","shape":[],"data_offsets":[0,2]},"b\u0041\n":{"shape":[1],"data_offsets":[2,6],"dtype":"F32"},"c":{"dtype":"BF16","shape":[1,1],"data_offsets":[6,8]}}   "#
    let data = Data([0, 0x3C]) + CheckpointBuilder.floats([2.5]) + Data([0, 0xC0])
    let checkpoint = try directory.checkpoint(name, CheckpointBuilder.safetensors(header: header, data: data))
    #expect(try checkpoint.tensor("a", shape: []) == [1])
    #expect(try checkpoint.tensor("bA\n", shape: [1]) == [2.5])
    #expect(try checkpoint.tensor("c", shape: [1, 1]) == [-2])
  }

  @Test("A header with a wrong length is refused before anything is read")
  func lyingLength() throws {
    let header = #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    #expect(try refusal(header) == nil)
    for length: UInt64 in [0, 1, 53, 55, 63, 64, 1000, 1 << 40, 1 << 62, 1 << 63, .max] {
      #expect(try refusal(header, length: length) != nil, "\(length)")
    }
  }

  @Test("Offsets that are wrong, overlap, leave holes or overflow are refused")
  func lyingOffsets() throws {
    for (shape, offsets) in [
      ("[2]", "[0,4]"), ("[2]", "[0,12]"), ("[1]", "[0,4]"), ("[1]", "[4,8]"), ("[2]", "[8,0]"), ("[2]", "[0,8,8]"), ("[2]", "[-1,7]"),
      ("[4611686018427387904,4]", "[0,8]"), ("[9223372036854775807]", "[0,8]"), ("[99999999999999999999]", "[0,8]"), ("[2.0]", "[0,8]"),
      ("[2]", "[0,9223372036854775807]"), ("[2,]", "[0,8]"), ("[true]", "[0,8]"), ("2", "[0,8]"), ("[[2]]", "[0,8]"),
      ("[02]", "[0,8]"), ("[2]", "[00,8]"), ("[2]", "[0,08]"), ("[+2]", "[0,8]"),
    ] {
      #expect(try refusal(#"{"w":{"dtype":"F32","shape":\#(shape),"data_offsets":\#(offsets)}}"#) != nil, "\(shape) \(offsets)")
    }
    #expect(
      try refusal(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#) != nil)
    #expect(
      try refusal(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#) != nil)
  }

  @Test("A tensor that stands twice is refused, even where the second holds nothing")
  func duplicates() throws {
    let once = #""w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#
    #expect(try refusal("{\(once)}") == nil)
    for again in [
      once, #""w":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}"#, #""\u0077":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}"#,
    ] {
      #expect(try refusal("{\(once),\(again)}")?.contains("'w'") == true, "\(again)")
    }
  }

  @Test("JSON of another form is refused")
  func foreignHeaders() throws {
    for header in [
      "", "{}", "[]", "null", "{", #"{"w""#, #"{"w":1}"#, #"{"w":{}}"#, #"{"w":{"dtype":"F32"}}"#, #"{"__metadata__":{"a":1}}"#,
      #"{"w":{"dtype":"F4","shape":[2],"data_offsets":[0,8]}}"#, #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}"#,
      #"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}x"#, #"{"w\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      String(repeating: "{\"a\":", count: 10_000), String(repeating: "[", count: 10_000),
    ] {
      #expect(try refusal(header) != nil, "\(header.prefix(80))")
    }
  }

  @Test("The error names the file, the tensor and the wrong number")
  func wording() throws {
    let cut = #"{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#
    #expect(
      try refusal(cut)
        == "tensor 'w' of shape [3], F32, does not fit bytes 0..<12 of the 8 in model.safetensors: the file is damaged or was not copied whole"
    )
    #expect(
      try directory.refusal(name, Data("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".utf8))
        == "\(directory.url.path)/model.safetensors is a Git LFS pointer, not the weights: fetch them with: git lfs pull")
  }
}
