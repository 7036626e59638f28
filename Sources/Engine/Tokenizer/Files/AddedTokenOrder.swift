import Support

/// The order in which version 0.1 of this program added tokens, on which the fingerprints in its stores depend.
enum AddedTokenOrder {
  /// The contents of the tokens in the files, in that order: a token that was named again moved to the end.
  ///
  /// `isPiece` returns whether a content is a piece of the vocabulary; a token that only has a role was added only in this case.
  static func contents(_ files: TokenizerFiles, isPiece: (String) -> Bool) -> [[UInt8]] {
    var order: [[UInt8]?] = []
    var places: [[UInt8]: Int] = [:]
    func add(_ content: String, again: Bool) {
      let bytes = Array(content.utf8)
      if let place = places[bytes] {
        guard again else { return }
        order[place] = nil
      }
      places[bytes] = order.count
      order.append(bytes)
    }
    func content(_ json: JSONValue?) -> String? { (json?.string ?? json?["content"]?.string).flatMap { $0.isEmpty ? nil : $0 } }

    for json in files.tokenizer?["added_tokens"]?.array ?? [] { content(json).map { add($0, again: true) } }
    for member in files.configuration?["added_tokens_decoder"]?.members ?? [] { content(member.value).map { add($0, again: true) } }
    for member in files.addedTokens?.members ?? [] where !member.key.isEmpty { add(member.key, again: false) }
    for (role, standard) in [
      ("unk_token", "[UNK]"), ("sep_token", "[SEP]"), ("pad_token", "[PAD]"), ("cls_token", "[CLS]"), ("mask_token", "[MASK]"),
    ] {
      let named = content(files.configuration?[role]) ?? content(files.specialTokensMap?[role]) ?? standard
      if isPiece(named) { add(named, again: false) }
    }
    let key = "additional_special_tokens"
    for json in (files.configuration?[key] ?? files.specialTokensMap?[key])?.array ?? [] {
      if let content = content(json), isPiece(content) { add(content, again: false) }
    }
    return order.compactMap { $0 }
  }
}
