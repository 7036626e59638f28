import Support

/// Scores in JSONL: an object on each line, with "id", "scores" and perhaps "class" and "logit".
struct ScoreLines: ScoreFile {
  /// The path, or "-" for standard input.
  let path: String

  func forEach(_ body: (ForeignScores) throws -> Void) throws {
    let bytes = try ByteReader(path: path)
    var (line, number) = ([UInt8](), 0)
    var isTooLong = false
    while try bytes.readLine(into: &line, isTooLong: &isTooLong) {
      number += 1
      if !isTooLong, line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let place = "line \(number)"
      do {
        if isTooLong { throw Fault("is longer than \(longestRecord >> 20) MB") }
        try body(Self.scores(line, place: place))
      } catch let fault as Fault {
        throw IndexerError("\(bytes.name), \(place) \(fault.reason)", kind: .incompatible)
      }
    }
  }

  /// The fault of a line, as the rest of a sentence.
  private struct Fault: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  private static func scores(_ line: [UInt8], place: String) throws -> ForeignScores {
    let object: JSONValue
    do { object = try JSONValue(parsing: line) } catch let error as JSONSyntaxError {
      let text = String(decoding: line, as: UTF8.self)
      throw Fault(
        text.contains("NaN") || text.contains("Infinity")
          ? "has a number that is NaN or infinite, which no score is"
          : "is no JSON: character \(error.column): \(error.reason)")
    }
    guard object.members != nil else { throw Fault("is no JSON object") }
    guard let id = object["id"]?.string ?? object["id"]?.integer.flatMap({ $0.magnitude < 1 << 53 ? String($0) : nil }) else {
      throw Fault("has no \"id\" that is a text or a whole number")
    }
    guard let list = object["scores"]?.array, case let scores = list.compactMap(\.number), scores.count == list.count else {
      throw Fault("has no \"scores\" that are a list of numbers")
    }
    func isLeftOut(_ key: String) -> Bool { object[key] == nil || object[key] == .null }
    guard isLeftOut("class") || object["class"]?.string != nil else { throw Fault("has a \"class\" that is no text") }
    guard isLeftOut("logit") || object["logit"]?.number != nil else { throw Fault("has a \"logit\" that is no number") }
    return ForeignScores(
      place: place, id: id, className: object["class"]?.string, scores: scores, logit: object["logit"]?.number)
  }
}
