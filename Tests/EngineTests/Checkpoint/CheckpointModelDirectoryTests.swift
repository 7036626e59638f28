import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

@Suite struct CheckpointModelDirectoryTests {
  private let home: TemporaryDirectory

  init() throws {
    home = try TemporaryDirectory()
  }

  /// Puts a model into a cache of the hub.
  private func cache(_ model: String, in hub: String, branch: String? = "main", commit: String = "0123abc") throws {
    let folder = "\(hub)/models--\(model.replacingOccurrences(of: "/", with: "--"))"
    _ = try home.write("{}", to: "\(folder)/snapshots/\(commit)/config.json")
    if let branch { _ = try home.write("\(commit)\n", to: "\(folder)/refs/\(branch)") }
  }

  private func find(_ argument: String, _ environment: [String: String] = [:]) throws -> ModelDirectory {
    try ModelDirectory(argument: argument, environment: environment.merging(["HOME": home.url.path]) { given, _ in given })
  }

  @Test("The path of a directory is used as it is, and its last component is the model's name")
  func directory() throws {
    _ = try home.write("{}", to: "models/tiny/config.json")
    let found = try find("\(home.url.path)/models/tiny/")
    #expect(found.name == "tiny")
    #expect(FileManager.default.fileExists(atPath: found.url.appendingPathComponent("config.json").path))
    #expect(try find("~/models/tiny").url.path == found.url.path)
    #expect(try find("\(home.url.path)/models/tiny/.").name == "tiny")
  }

  @Test("A model of the hub is found in the cache of huggingface_hub")
  func places() throws {
    let path = home.url.path
    for (hub, environment) in [
      (".cache/huggingface/hub", [:]), ("xdg/huggingface/hub", ["XDG_CACHE_HOME": "\(path)/xdg"]), ("hf/hub", ["HF_HOME": "\(path)/hf"]),
      ("tilde/hub", ["HF_HOME": "~/tilde"]), ("direct", ["HF_HUB_CACHE": "\(path)/direct", "HF_HOME": "\(path)/hf"]),
      (".cache/huggingface/hub", ["HF_HOME": ""]),
    ] as [(String, [String: String])] {
      try cache("org/name", in: hub)
      let found = try find("org/name", environment)
      #expect(found.url.path == "\(path)/\(hub)/models--org--name/snapshots/0123abc")
      #expect(found.name == "org/name")
    }
  }

  @Test("A revision is a branch, a tag or a commit; a name may have no organisation")
  func revisions() throws {
    let hub = ".cache/huggingface/hub"
    try cache("solo", in: hub, branch: "v1.0", commit: "aaa")
    try cache("solo", in: hub, branch: "refs/pr/1", commit: "bbb")
    try cache("solo", in: hub, branch: nil, commit: "ccc")
    #expect(try find("solo@v1.0").url.lastPathComponent == "aaa")
    #expect(try find("solo@refs/pr/1").url.lastPathComponent == "bbb")
    #expect(try find("solo@ccc").url.lastPathComponent == "ccc")
    #expect(throws: EngineError.self) { try find("solo") }
    #expect(throws: EngineError.self) { try find("solo@v2") }
  }

  @Test("A missing model is refused with the searched place and the command that downloads it")
  func missing() throws {
    #expect(
      throws: EngineError(
        "no model 'org/name': there is no directory of that name, and the Hugging Face cache has no "
          + "\(home.url.path)/.cache/huggingface/hub/models--org--name with that revision; nothing is downloaded here: "
          + "get it with 'hf download org/name', or name a directory", kind: .notFound)
    ) { try find("org/name") }
    #expect(throws: EngineError("the model directory '/no/such/place' does not exist", kind: .notFound)) { try find("/no/such/place") }
    #expect(throws: EngineError("the model directory '' does not exist", kind: .notFound)) { try find("") }
    let file = try home.write("{}", to: "config.json")
    #expect(
      throws: EngineError("the model '\(file.path)' is a file: name the directory that holds it, with config.json and the vocabulary")
    ) {
      try find(file.path)
    }
  }

  @Test(
    "Neither a name nor a cached reference leads out of the cache",
    arguments: ["../x", "a/../b", "a@../../x", "a/b/c", "a//b", "a@", "@main", "a@b@c", "x y"])
  func escapes(name: String) throws {
    #expect(throws: EngineError("the model directory '\(name)' does not exist", kind: .notFound)) { try find(name) }
    _ = try home.write("../../..", to: ".cache/huggingface/hub/models--evil/refs/main")
    #expect(throws: EngineError.self) { try find("evil") }
  }
}
