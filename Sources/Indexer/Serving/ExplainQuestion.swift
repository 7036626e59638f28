import Presentation
import Support

/// What `POST /api/explain` asks: a text, and how it is to be explained.
struct ExplainQuestion: Equatable {
  let text: String
  /// The second text of a pair.
  let pair: String?
  /// The method; nil for n-enc.
  let method: String?
  /// The aggregate of its matrices; nil for the usual one.
  let aggregate: String?
  /// For which class signed scores speak; nil for the predicted one.
  let className: String?
  /// Whether the pieces of a word are one entry.
  let joinsWords: Bool

  /// Reads the body of a request.
  /// - Throws: `QueryFailure` with one sentence for a body that is not such an object.
  init(_ body: [UInt8]) throws {
    let value: JSONValue
    do { value = try JSONValue(parsing: body) } catch {
      let reason = (error as? JSONSyntaxError).map { ": \($0.reason) (line \($0.line))" } ?? ""
      throw QueryFailure.wrongUsage("the body is not JSON\(reason)")
    }
    guard let members = value.members else {
      throw QueryFailure.wrongUsage("the body is not a JSON object such as {\"text\": \"...\"}")
    }
    func given(_ name: String) -> JSONValue? { value[name].flatMap { $0 == .null ? nil : $0 } }
    func string(_ name: String) throws -> String? {
      guard let value = given(name) else { return nil }
      guard let text = value.string else { throw QueryFailure.wrongUsage("\"\(name)\" is not a text") }
      return text
    }
    guard let text = try string("text") else { throw QueryFailure.wrongUsage("\"text\" is missing") }
    guard !text.allSatisfy(\.isWhitespace) else { throw QueryFailure.wrongUsage("the text is empty: there is nothing to explain") }
    (self.text, pair, className) = (text, try string("pair"), try string("class"))
    (method, aggregate) = (try string("method"), try string("aggregate"))
    if let words = given("words"), words.bool == nil { throw QueryFailure.wrongUsage("\"words\" is not true or false") }
    joinsWords = given("words")?.bool ?? false
    let known = ["text", "pair", "method", "aggregate", "class", "words"]
    if let other = members.map(\.key).first(where: { !known.contains($0) }) {
      throw QueryFailure.wrongUsage("the body has \"\(other)\", which is none of \(known.joined(separator: ", "))")
    }
  }
}
