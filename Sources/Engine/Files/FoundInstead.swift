import Foundation
import Support

/// A directory without a model: recognises its contents by names and small JSON files, and says what to do.
struct FoundInstead {
  private let directory: URL
  /// The names in the directory.
  private let names: Set<String>

  /// Reads the names in a directory; a directory that cannot be read counts as empty.
  init(of directory: URL) {
    self.directory = directory
    names = Set((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? [])
  }

  /// The end of a sentence about missing files of a model; nil where the contents are not recognised.
  var clause: String? {
    adapter ?? incompleteDownload ?? repositoryInCache ?? sentenceTransformer ?? subfolders ?? weights.clause ?? parent
  }

  /// The end of a sentence about missing weights; nil where the contents are not recognised.
  var clauseOnWeights: String? { adapter ?? weights.clause ?? incompleteDownload ?? sentenceTransformer ?? subfolders }

  /// The end of a sentence about weights of which a part is missing; nil where the directory is not in the hub's cache.
  var clauseOnIncompleteness: String? { incompleteDownload }

  /// The end of a sentence about a missing vocabulary; nil where there is none beside the directory either.
  var clauseOnVocabulary: String? {
    if let incompleteDownload { return incompleteDownload }
    let parent = directory.standardizedFileURL.deletingLastPathComponent()
    let files = Self.tokenizerFiles.filter { FileManager.default.fileExists(atPath: parent.appendingPathComponent($0).path) }
    guard files.contains(where: Self.vocabularies.contains) else { return nil }
    return "copy \(files.joined(separator: ", ")) from \(parent.path)"
  }

  static let vocabularies = ["tokenizer.json", "vocab.txt", "vocab.json", "sentencepiece.bpe.model", "spiece.model", "spm.model"]
  private static let tokenizerFiles =
    vocabularies + ["merges.txt", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"]

  private var weights: FoundWeights { FoundWeights(in: directory, names: names) }

  /// PEFT's `save_pretrained` writes only the adapter.
  private var adapter: String? {
    guard names.contains("adapter_config.json") else { return nil }
    let configuration = JSONFile.ifPresent(directory.appendingPathComponent("adapter_config.json"))
    let base = configuration?["base_model_name_or_path"]?.string.map { " of '\($0.prefix(80))'" } ?? ""
    return "the directory holds a PEFT adapter\(base) (adapter_config.json), not a whole model: load it with PeftModel, call "
      + "merge_and_unload(), save the result and its tokenizer with save_pretrained, and name that folder"
  }

  /// sentence-transformers' `modules.json` names the folder of each module.
  private var sentenceTransformer: String? {
    let modules = JSONFile.ifPresent(directory.appendingPathComponent("modules.json"))?.array ?? []
    let transformer = modules.first { $0["type"]?.string?.hasSuffix("Transformer") == true }
    guard let path = transformer?["path"]?.string, !path.isEmpty, !path.hasPrefix("/"), !path.contains("..") else { return nil }
    guard holdsConfiguration(path) else { return nil }
    return "modules.json of sentence-transformers says that the model lies in \(path.prefix(80)): name \(shown(path))"
  }

  /// Subfolders with a model: `checkpoint-500` of a Trainer, `0_Transformer` of sentence-transformers, or others.
  private var subfolders: String? {
    let folders = names.filter(holdsConfiguration).sorted {
      Self.number($0) == Self.number($1) ? $0 < $1 : Self.number($0) < Self.number($1)
    }
    guard let last = folders.last else { return nil }
    let shown = folders.count > 4 ? folders.prefix(2) + ["..."] + folders.suffix(1) : folders[...]
    var chosen = last
    var clause = "config.json lies in \(shown.joined(separator: ", ")), "
    if let best = best(last), folders.contains(best), folders.count > 1 {
      chosen = best
      clause += "of which trainer_state.json calls \(best) the best: "
    } else {
      clause += folders.count > 1 ? "of which the last is: " : "did you mean that? "
    }
    return clause + "name \(self.shown(chosen))" + vocabularyToCopy(into: chosen)
  }

  /// The best checkpoint of a Trainer, according to the state in the last one.
  private func best(_ folder: String) -> String? {
    let state = JSONFile.ifPresent(directory.appendingPathComponent(folder).appendingPathComponent("trainer_state.json"))
    return state?["best_model_checkpoint"]?.string?.split(separator: "/").last.map(String.init)
  }

  private func vocabularyToCopy(into folder: String) -> String {
    let place = directory.appendingPathComponent(folder)
    guard !Self.vocabularies.contains(where: { FileManager.default.fileExists(atPath: place.appendingPathComponent($0).path) }) else {
      return ""
    }
    let files = Self.tokenizerFiles.filter(names.contains)
    return files.contains(where: Self.vocabularies.contains) ? ", after copying \(files.joined(separator: ", ")) into it" : ""
  }

  /// The folder of a repository in the hub's cache, whose models are in `snapshots/COMMIT`.
  private var repositoryInCache: String? {
    guard names.contains("snapshots"), let name = Self.hubName(ofFolder: directory.standardizedFileURL.lastPathComponent) else {
      return nil
    }
    return "the directory belongs to the Hugging Face cache: name the model instead, --model \(name)"
  }

  /// A snapshot in the hub's cache with missing files.
  private var incompleteDownload: String? {
    let components = directory.standardizedFileURL.pathComponents.suffix(3)
    guard components.count == 3, components.dropFirst().first == "snapshots", let folder = components.first,
      let name = Self.hubName(ofFolder: folder)
    else { return nil }
    return "the download is not complete: get the rest with 'hf download \(name)'"
  }

  private var parent: String? {
    let parent = directory.standardizedFileURL.deletingLastPathComponent()
    guard parent.path != directory.standardizedFileURL.path,
      FileManager.default.fileExists(atPath: parent.appendingPathComponent("config.json").path)
    else { return nil }
    return "it lies one folder higher: name \(parent.path)"
  }

  /// The name "org/name" for the folder "models--org--name".
  private static func hubName(ofFolder folder: String) -> String? {
    guard folder.hasPrefix("models--") else { return nil }
    return folder.dropFirst("models--".count).replacingOccurrences(of: "--", with: "/")
  }

  private func holdsConfiguration(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: directory.appendingPathComponent(folder).appendingPathComponent("config.json").path)
  }

  private func shown(_ folder: String) -> String { directory.appendingPathComponent(folder).path }

  /// The number at the end of a name such as "checkpoint-1500"; -1 where there is none.
  private static func number(_ name: String) -> Int {
    name.split(separator: "-").last.flatMap { Int($0) } ?? -1
  }
}
