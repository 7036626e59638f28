import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct CheckpointFilesTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.url.path }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func refusal() throws -> String? {
    do {
      _ = try Checkpoint(directory: directory.url)
      return nil
    } catch let error as EngineError {
      return error.description
    }
  }

  @Test("A directory without weights is named, with the files that it has instead")
  func noWeights() throws {
    #expect(try refusal() == "\(path) holds no weights: a model directory has model.safetensors or pytorch_model.bin")
    _ = try directory.write("", to: "tf_model.h5")
    #expect(
      try refusal()?
        .hasPrefix("\(path) holds no weights: it has tf_model.h5, TensorFlow's weights, which are not read: ") == true)
  }

  @Test("A safetensors file is preferred to torch's, as in transformers")
  func precedence() throws {
    _ = try directory.write(CheckpointBuilder.torch(pickle: CheckpointBuilder.pickle()), to: "pytorch_model.bin")
    #expect(try Checkpoint(directory: directory.url).fileNames == ["pytorch_model.bin"])
    _ = try directory.write(CheckpointBuilder.safetensors(["w": ([1], [1])]), to: "model.safetensors")
    #expect(try Checkpoint(directory: directory.url).fileNames == ["model.safetensors"])
  }

  @Test("Weights in shards are read from the shard that the index names")
  func shards() throws {
    _ = try directory.write(CheckpointBuilder.safetensors(["bert.a": ([1], [1]), "b": ([1], [9])]), to: "model-1.safetensors")
    _ = try directory.write(CheckpointBuilder.safetensors(["b": ([1], [2])]), to: "model-2.safetensors")
    let index = #"{"metadata":{"total_size":8},"weight_map":{"bert.a":"model-1.safetensors","b":"model-2.safetensors"}}"#
    _ = try directory.write(index, to: "model.safetensors.index.json")
    let checkpoint = try Checkpoint(directory: directory.url)
    #expect(checkpoint.fileNames == ["model-1.safetensors", "model-2.safetensors"])
    #expect(try checkpoint.tensor("a", shape: [1]) == [1])
    #expect(try checkpoint.tensor("b", shape: [1]) == [2])
  }

  @Test("An index that leads nowhere, or out of the directory, is refused")
  func wrongIndex() throws {
    _ = try directory.write(CheckpointBuilder.safetensors(["a": ([1], [1])]), to: "s.safetensors")
    for (map, words) in [
      (#"{"a":"missing.safetensors"}"#, "lacks 1 of the 1 files that model.safetensors.index.json names, such as missing.safetensors"),
      (#"{"b":"s.safetensors"}"#, "tensor 'b' is not in s.safetensors"),
      (#"{"a":"../s.safetensors"}"#, "no file of its directory"), (#"{"a":"/etc/passwd"}"#, "no file of its directory"),
      (#"{"a":".."}"#, "no file of its directory"), ("[]", "damaged"),
      ("{", "is not valid JSON: line 1, column 17: ',' or '}' is expected"),
    ] {
      _ = try directory.write(#"{"weight_map":\#(map)}"#, to: "model.safetensors.index.json")
      #expect(try refusal()?.contains(words) == true, "\(map)")
    }
  }

  @Test("A directory or a broken link in the weights' place is named")
  func notAFile() throws {
    let place = directory.url.appendingPathComponent("model.safetensors")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    #expect(try refusal() == "\(path)/model.safetensors is not a regular file")
    try FileManager.default.removeItem(at: place)
    try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: "nowhere")
    #expect(try refusal() == "\(path)/model.safetensors is a link that leads nowhere: the checkpoint is not complete")
  }

  @Test("The fingerprint depends on numbers, names and configuration, not on the kind of file or the prefix")
  func fingerprint() throws {
    func fingerprint(_ contents: Data, _ name: String = "model.safetensors", _ json: String = ConfigurationTests.full) throws -> String {
      let directory = try TemporaryDirectory()
      return try directory.checkpoint(name, contents).fingerprint(ModelConfiguration(json: Data(json.utf8), file: "config.json"))
    }
    let values: [Float] = [0, 1, 2, 3, 4, 5]
    let plain = try fingerprint(CheckpointBuilder.safetensors(["w": ([2, 3], values)]))
    #expect(try plain == fingerprint(CheckpointBuilder.safetensors(["bert.w": ([2, 3], values)])))
    #expect(try plain == fingerprint(CheckpointBuilder.torch(pickle: CheckpointBuilder.pickle()), "pytorch_model.bin"))
    #expect(try plain != fingerprint(CheckpointBuilder.safetensors(["w": ([3, 2], values)])))
    #expect(try plain != fingerprint(CheckpointBuilder.safetensors(["v": ([2, 3], values)])))
    #expect(try plain != fingerprint(CheckpointBuilder.safetensors(["w": ([2, 3], [0, 1, 2, 3, 4, Float(5).nextUp])])))
    let otherEpsilon = ConfigurationTests.full.replacingOccurrences(of: "1e-12", with: "1e-5")
    #expect(try plain != fingerprint(CheckpointBuilder.safetensors(["w": ([2, 3], values)]), "model.safetensors", otherEpsilon))
  }
}
