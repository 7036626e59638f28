extension StateDictUnpickler {
  /// Dictionaries nested more deeply than this are not searched.
  private static let deepestNesting = 4

  /// The state dict in the value of a pickle. Training scripts put it into a dictionary, beside the epoch and the optimizer's state.
  /// - Parameter root: Index of the outermost dictionary.
  /// - Returns: The tensors of the dictionary that holds an encoder; of the outermost dictionary where none does.
  /// - Throws: ``EngineError`` where several dictionaries hold an encoder.
  func stateDict(in root: Int) throws -> StateDict {
    if holdsEncoder(root) { return StateDict(tensors: tensors(of: root), path: []) }
    let found = encoders(in: root)
    guard let first = found.first else { return StateDict(tensors: tensors(of: root), path: []) }
    guard found.count == 1 else {
      let keys = found.map { $0.path.last ?? "" }.sorted().prefix(3).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
      throw refusal("holds several models, under \(keys): save the state dict of the one that you mean alone")
    }
    return StateDict(tensors: tensors(of: first.dictionary), path: first.path)
  }

  private func tensors(of dictionary: Int) -> [String: TorchTensor] {
    var tensors: [String: TorchTensor] = [:]
    for case (.text(let name), .tensor(let tensor)) in dictionaries[dictionary] { tensors[name] = tensor }
    return tensors
  }

  private func holdsEncoder(_ dictionary: Int) -> Bool {
    dictionaries[dictionary].contains { item in
      guard case (.text(let name), .tensor) = item else { return false }
      return StateDict.isLandmark(name)
    }
  }

  /// The dictionaries in `root` that hold an encoder. Each is searched once, because a dictionary may contain itself.
  private func encoders(in root: Int) -> [(dictionary: Int, path: [String])] {
    var found: [(dictionary: Int, path: [String])] = []
    var seen: Set<Int> = [root]
    var level: [(dictionary: Int, path: [String])] = [(root, [])]
    for _ in 0..<Self.deepestNesting {
      var next: [(dictionary: Int, path: [String])] = []
      for (dictionary, path) in level {
        for case (.text(let key), .dictionary(let child)) in dictionaries[dictionary] where seen.insert(child).inserted {
          if holdsEncoder(child) { found.append((child, path + [key])) } else { next.append((child, path + [key])) }
        }
      }
      level = next
    }
    return found
  }
}
