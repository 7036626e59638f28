import Foundation
import Support

/// The local cache of the Hugging Face hub: `models--org--name/snapshots/COMMIT/`, with the commit of each branch in `refs/`.
/// See [Understand caching](https://huggingface.co/docs/huggingface_hub/guides/manage-cache).
struct HubCache {
  /// The folder that holds the models.
  let url: URL

  /// Finds the cache as huggingface_hub does; empty variables count as unset.
  init(_ environment: [String: String]) {
    func variable(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : Self.expandingTilde($0, environment) }
    }
    let path =
      variable("HF_HUB_CACHE") ?? variable("HUGGINGFACE_HUB_CACHE") ?? variable("HF_HOME").map { $0 + "/hub" }
      ?? variable("XDG_CACHE_HOME").map { $0 + "/huggingface/hub" } ?? Self.expandingTilde("~/.cache/huggingface/hub", environment)
    url = URL(fileURLWithPath: path, isDirectory: true)
  }

  /// The directory of a model's files.
  /// - Throws: ``EngineError`` that names the searched place and the command that downloads the model.
  func snapshot(of name: HubName) throws -> URL {
    let folder = url.appendingPathComponent("models--" + name.repository.replacingOccurrences(of: "/", with: "--"), isDirectory: true)
    let revision = name.revision ?? "main"
    let reference = folder.appendingPathComponent("refs").appendingPathComponent(revision)
    var commits: [String] = []
    if let text = try? String(contentsOf: reference, encoding: .utf8) {
      commits.append(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    commits.append(revision)
    for commit in commits where !commit.isEmpty && !commit.contains("/") && !commit.hasPrefix(".") {
      let snapshot = folder.appendingPathComponent("snapshots").appendingPathComponent(commit, isDirectory: true)
      var isDirectory: ObjCBool = false
      if FileManager.default.fileExists(atPath: snapshot.path, isDirectory: &isDirectory), isDirectory.boolValue { return snapshot }
    }
    let download = name.download
    throw EngineError(
      "no model '\(name.repository)'\(name.revision.map { " at revision '\($0)'" } ?? ""): there is no directory of that name, and the "
        + "Hugging Face cache has no \(folder.path) with that revision; nothing is downloaded here: get it with '\(download)', or name a directory",
      kind: .notFound)
  }

  /// The path with HOME in place of a leading `~/`.
  static func expandingTilde(_ path: String, _ environment: [String: String]) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return (environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path) + path.dropFirst()
  }
}
