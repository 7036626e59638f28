/// Tokens without repetitions, found by the bytes of their contents: a file may list hundreds of thousands, too many to compare each with all.
struct DistinctTokens<Token: Equatable> {
  /// Tokens of one content differ in a few flags only, so that each list is short.
  private var tokens: [[UInt8]: [Token]] = [:]

  /// Adds a token with a content.
  /// - Returns: Whether it was missing.
  @discardableResult mutating func insert(_ token: Token, _ content: String) -> Bool {
    let key = Array(content.utf8)
    guard tokens[key]?.contains(token) != true else { return false }
    tokens[key, default: []].append(token)
    return true
  }

  /// Whether a token with a content was added.
  func contains(_ token: Token, _ content: String) -> Bool { tokens[Array(content.utf8)]?.contains(token) ?? false }
}
