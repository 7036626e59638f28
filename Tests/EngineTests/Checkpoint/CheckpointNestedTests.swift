import Foundation
import TestSupport
import Testing

@testable import Engine

/// Checkpoints of training scripts, whose state dict is in a dictionary with other values.
@Suite struct CheckpointNestedTests {
  private let directory: TemporaryDirectory
  private let name = "pytorch_model.bin"

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test(
    "The one state dict is read wherever it lies, and where is said",
    arguments: [
      ("lightning.bin", "'state_dict'"), ("nested_before_1_6.bin", "'run', 'model_state_dict'"),
    ])
  func one(file: String, place: String) throws {
    let checkpoint = try directory.checkpoint(name, Fixtures.checkpoint(file))
    #expect(try checkpoint.tensor("embeddings.word_embeddings.weight", shape: [2, 3]) == [-1, -0.75, -0.5, -0.25, 0, 0.25])
    #expect(try checkpoint.tensor("classifier.weight", shape: [2]) == [-1, -0.75])
    #expect(!checkpoint.contains("exp_avg") && !checkpoint.contains("best"))
    #expect(
      checkpoint.notices == [ModelNotice(.hint, "the weights were read from the dictionary under \(place) in pytorch_model.bin")])
  }

  @Test("Two models in one file are refused")
  func two() throws {
    #expect(
      try directory.refusal(name, Fixtures.checkpoint("two_models.bin"))
        == "two_models/data.pkl in pytorch_model.bin holds several models, under 'ema_state_dict', 'state_dict': save the state dict of the one "
        + "that you mean alone")
  }

  @Test("A dictionary that contains itself is searched once")
  func cycle() throws {
    let pickle = Data([0x80, 2]) + Data("}q\0X\u{1}\0\0\0ah\0s.".utf8)
    #expect(try directory.checkpoint(name, CheckpointBuilder.torch(pickle: pickle)).notices == [])
  }
}
