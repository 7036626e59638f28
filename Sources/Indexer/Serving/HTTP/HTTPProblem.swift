/// The reason why a request is refused: a status, and one sentence for the client.
struct HTTPProblem: Error, Equatable {
  let status: HTTPStatus
  let sentence: String
  /// The methods that the address is for, where the request has another.
  var allowed: [String] = []
  /// Whether the request was a HEAD, whose answer has no body.
  var isOfHead = false

  /// What a client gets that closes its side of the connection before a long answer.
  static let abandoned = HTTPProblem(
    .unavailable, "the question was given up, because its asker closed the connection: keep it open until the answer has come")

  init(_ status: HTTPStatus, _ sentence: String) { (self.status, self.sentence) = (status, sentence) }
}
