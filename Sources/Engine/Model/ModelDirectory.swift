public import Foundation
import Support

/// The place of a model: a directory, or a model of the hub in the local Hugging Face cache. Nothing is ever downloaded.
public struct ModelDirectory: Sendable {
  /// The directory with `config.json`, the vocabulary and the weights.
  public let url: URL
  /// The model's name: the directory's, or the name on the hub, with its revision if one was given.
  public let name: String

  /// Finds a model.
  ///
  /// - Parameters:
  ///   - argument: A directory, or a name of the hub: `org/name`, `name`, or either followed by `@revision` (a branch, tag or commit). A
  ///     directory of that name has precedence.
  ///   - environment: The process' environment. The cache is HF_HUB_CACHE, else HF_HOME/hub, else XDG_CACHE_HOME/huggingface/hub, else
  ///     `~/.cache/huggingface/hub`.
  /// - Throws: ``EngineError`` that names the searched places and the command that downloads the model.
  public init(argument: String, environment: [String: String]) throws {
    let path = HubCache.expandingTilde(argument, environment)
    var isDirectory: ObjCBool = false
    if !path.isEmpty, FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else {
        throw EngineError("the model '\(argument)' is a file: name the directory that holds it, with config.json and the vocabulary")
      }
      url = URL(fileURLWithPath: path, isDirectory: true)
      name = url.standardizedFileURL.resolvingSymlinksInPath().lastPathComponent
      return
    }
    guard let hubName = HubName(argument) else { throw EngineError("the model directory '\(argument)' does not exist", kind: .notFound) }
    url = try HubCache(environment).snapshot(of: hubName)
    name = argument
  }
}
