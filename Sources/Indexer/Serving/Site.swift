import Foundation
import Presentation
import Store
import Support
import query

/// Answers the requests of pages and programs: the pages and their files, and the API.
struct Site: Sendable {
  let stores: [StorePool]
  let explaining: ExplainingModel?
  let gate: Gate
  let cache = AnswerCache()
  /// The questions that are being answered.
  let running = RunningQuestions()

  /// The one page with data inside.
  private static let report = "/report"

  /// The report that a request asks for, whose links keep the store and the scores.
  private static func servedReport(_ head: HTTPHead) -> ServedReport {
    let last = Dictionary(head.parameters.map { ($0.name, $0) }) { $1 }
    var kept = ["store", "method", "aggregate", "class"].compactMap { last[$0] }
    if let flag = last["no-words"], !["0", "false"].contains(flag.value) { kept.append(HTTPHead.Parameter(name: "pieces", value: "1")) }
    return ServedReport(
      file: HTTPHead.address("/api/report", head.parameters), asked: String(HTTPHead.address("/", kept).dropFirst()))
  }

  /// Answers that are made at the same time, for each lane: those from stores; quick explanations; slow ones, which never take all processors.
  static func lanes(processors: Int) -> [Int] { [processors + 1, processors, max(1, processors - 1)] }

  /// The lane of a request; nil for one that is answered at once, without a store or a model: those that need these must not hold up the pages.
  func lane(of request: HTTPRequest) -> Int? {
    let path = request.head.path
    if path == "/api/explain" { return ExplainingModel.isSlow(request.body) ? 2 : 1 }
    return path != "/api/progress" && (path.hasPrefix("/api/") || path == Self.report) ? 0 : nil
  }

  /// The answer to a request, whatever it asks.
  func answer(_ request: HTTPRequest) -> HTTPResponse {
    let response = answered(request)
    // A browser writes each status from 400 on to its console. That nothing matches, or what was typed is wrong, is no error of a page, which
    // asks for this.
    guard [.notFound, .badRequest].contains(response.status), request.head.path.hasPrefix("/api/"),
      request.head.headers["globenc-quiet"] == "1"
    else { return response }
    var quiet = HTTPResponse.json(response.body)
    quiet.headers = response.headers + [("Globenc-Status", String(response.status.rawValue))]
    return quiet
  }

  private func answered(_ request: HTTPRequest) -> HTTPResponse {
    let response = orRefused(request)
    let head = request.head
    let isOfReport = head.path == Self.report
    let isForReader = isOfReport || !head.path.hasPrefix("/api/") && head.headers["accept"]?.contains("text/html") == true
    guard response.status.rawValue >= 400, isForReader, let sentence = (try? JSONValue(parsing: response.body))?["error"]?.string
    else { return response }
    // A reader came here by a link, or an address typed by hand, and needs a link to go on.
    let title = isOfReport ? "Report" : response.status == .notFound ? "No page" : "No answer"
    let page = Array(Self.servedReport(head).refusal(sentence, title: title).utf8)
    var shown = HTTPResponse(response.status, contentType: "text/html; charset=utf-8", body: page)
    shown.headers = response.headers
    return shown
  }

  private func orRefused(_ request: HTTPRequest) -> HTTPResponse {
    do {
      if let response = try gate.admit(request.head) { return response }
      return try route(request)
    } catch let problem as HTTPProblem {
      return Self.refusal(problem)
    } catch  where request.asker.hasGone {
      // A client may have closed its own side only, and still read.
      return Self.refusal(.abandoned)
    } catch let failure as any Failure {
      return Self.refusal(HTTPProblem(Self.status(of: failure.kind), failure.description))
    } catch {
      return Self.refusal(HTTPProblem(.serverError, "\(error)"))
    }
  }

  /// The answer to a request that is refused: a JSON object with one sentence.
  static func refusal(_ problem: HTTPProblem) -> HTTPResponse {
    let sentence = JSONOutput.object([(key: "error", value: .text(problem.sentence))])
    var response = HTTPResponse.json(Array((sentence.text + "\n").utf8), status: problem.status)
    if !problem.allowed.isEmpty { response.headers.append(("Allow", problem.allowed.joined(separator: ", "))) }
    return response
  }

  private static func status(of kind: FailureKind) -> HTTPStatus {
    switch kind {
    case .notFound: .notFound
    case .misused, .refused: .badRequest
    case .busy, .interrupted: .unavailable
    case .damaged, .full, .unavailable, .incompatible: .serverError
    }
  }

  private func route(_ request: HTTPRequest) throws -> HTTPResponse {
    let path = request.head.path
    if path == "/api/explain" {
      try allow(["POST"], request)
      return try explain(request)
    }
    try allow(["GET", "HEAD"], request)
    if path == "/api/session" { return .json(try session()) }
    if path == "/api/progress" { return .json(Array((try progress(request.head).text + "\n").utf8)) }
    if path.hasPrefix("/api/") || path == Self.report { return try ask(request, path) }
    guard let file = SiteFile(path: path) else { throw HTTPProblem(.notFound, "there is no page '\(path)' here") }
    return HTTPResponse(contentType: file.contentType, body: file.bytes)
  }

  /// Asks a store, or takes the kept answer.
  private func ask(_ request: HTTPRequest, _ path: String) throws -> HTTPResponse {
    if path == "/api/lengths" {
      return try cache.answer(to: request.head, of: stores.map(\.name)) {
        let bins = try pool(named: request.head.parameters.last { $0.name == "store" }?.value)
          .with(for: request.asker) { LengthBins(try $0.lengthCounts()).json }
        return .json(Array((bins.text + "\n").utf8))
      }
    }
    guard let question = path == Self.report ? .report : Question(rawValue: String(path.dropFirst("/api/".count))) else {
      let names = Question.allCases.map(\.rawValue).joined(separator: ", ")
      throw HTTPProblem(.notFound, "there is no '\(path)': the API has session, lengths, progress, explain, \(names)")
    }
    return try cache.answer(to: request.head, of: stores.map(\.name)) {
      try answer(question, request.head, for: request.asker)
    }
  }

  private func allow(_ methods: [String], _ request: HTTPRequest) throws(HTTPProblem) {
    guard !methods.contains(request.head.method) else { return }
    var problem = HTTPProblem(
      .methodNotAllowed, "\(request.head.path) is for \(methods.joined(separator: " and ")), not for \(request.head.method)")
    problem.allowed = methods
    throw problem
  }

  // MARK: The API

  private func progress(_ head: HTTPHead) throws -> JSONOutput {
    guard let name = head.parameters.last(where: { $0.name == "ask" })?.value else {
      throw HTTPProblem(.badRequest, "the parameter ask is missing: the name that a running request has in its header Globenc-Ask")
    }
    return running.progress(of: name)
  }

  /// What can be asked here.
  private func session() throws -> [UInt8] {
    let stores = try stores.map { pool in
      JSONOutput.object([
        (key: "name", value: .text(pool.name)), (key: "file", value: .text(URL(fileURLWithPath: pool.name).lastPathComponent)),
        (key: "layers", value: .integer(try pool.layers())),
      ])
    }
    let document = JSONOutput.object([
      (key: "version", value: .text(ToolVersion.current)), (key: "stores", value: .array(stores)),
      (key: "model", value: explaining.map(\.description) ?? .null),
    ])
    return Array((document.text + "\n").utf8)
  }

  private func answer(_ question: Question, _ head: HTTPHead, for asker: Asker) throws -> HTTPResponse {
    let all = head.parameters
    let report = head.path == Self.report ? Self.servedReport(head) : nil
    let pool = try pool(named: all.last { $0.name == "store" }?.value)
    let parameters = all.filter { $0.name != "store" }.map { (name: $0.name, value: $0.value) }
    let other = question == .compare ? parameters.first { $0.name == "other" }?.value : nil
    let answer = try pool.with(for: asker) { store in
      guard let other, other != pool.name else {
        return try question.answer(parameters, from: pool.name, of: [pool.name: store], report: report)
      }
      return try self.pool(named: other).with(for: asker) {
        try question.answer(parameters, from: pool.name, of: [pool.name: store, other: $0])
      }
    }
    var response = HTTPResponse.json(answer.content)
    if question.isPage {
      response = HTTPResponse(contentType: "text/html; charset=utf-8", body: answer.content)
      if report != nil {
        response.allowsInlineStyle = true
      } else {
        // A page with its scripts inside is a file to keep: this server's pages run no inline script.
        response.headers.append(("Content-Disposition", "attachment; filename=\"report.html\""))
      }
    }
    if let next = answer.next { response.headers.append(("Globenc-Next", Self.encoded(next))) }
    if !answer.remarks.isEmpty {
      response.headers.append(("Globenc-Remarks", Self.encoded(JSONOutput.array(answer.remarks.map(JSONOutput.text)).text)))
    }
    return response
  }

  /// The store of that name; the first where there is no name.
  private func pool(named name: String?) throws(HTTPProblem) -> StorePool {
    guard let first = stores.first else {
      throw HTTPProblem(.notFound, "no store is served here: globenc-index serve STORE serves one")
    }
    guard let name else { return first }
    guard let pool = stores.first(where: { $0.name == name }) else {
      throw HTTPProblem(.notFound, "no store '\(name)' is served here: there is \(stores.map(\.name).joined(separator: ", "))")
    }
    return pool
  }

  /// Text as a header can have it: percent-encoded UTF-8.
  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))) ?? ""
  }

  private func explain(_ request: HTTPRequest) throws -> HTTPResponse {
    guard let explaining else {
      throw HTTPProblem(.notFound, "no model is served here: globenc-index serve --model DIR explains what is typed")
    }
    let type = (request.head.headers["content-type"] ?? "").lowercased().prefix { $0 != ";" && $0 != " " }
    guard type == "application/json" else {
      throw HTTPProblem(.unsupportedMediaType, "the body is JSON, with the header Content-Type: application/json")
    }
    return .json(try explaining.answer(request.body, for: request.asker))
  }
}
