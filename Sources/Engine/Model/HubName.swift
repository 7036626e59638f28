/// The name of a model on the Hugging Face hub.
struct HubName: Equatable {
  /// `org/name` or `name`.
  let repository: String
  /// A branch, tag or commit; nil for the main branch.
  let revision: String?

  /// The command that downloads the model into the local cache.
  var download: String { "hf download \(repository)" + (revision.map { " --revision \($0)" } ?? "") }

  /// Parses `org/name`, `name`, or either followed by `@revision`; nil where the text cannot be such a name.
  init?(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let repository = parts.first, Self.isPath(repository, atMost: 2) else { return nil }
    if parts.count == 2, !Self.isPath(parts[1], atMost: 8) { return nil }
    self.repository = repository
    revision = parts.count == 2 ? parts[1] : nil
  }

  /// Whether a text consists of components of ASCII letters, digits, "-", "_" and "."; none may begin with a dot, so that none leads out of
  /// the cache.
  private static func isPath(_ text: String, atMost most: Int) -> Bool {
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    return components.count <= most
      && components.allSatisfy { component in
        !component.isEmpty && !component.hasPrefix(".")
          && component.utf8.allSatisfy { byte in
            switch UnicodeScalar(byte) {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
            default: false
            }
          }
      }
  }
}
