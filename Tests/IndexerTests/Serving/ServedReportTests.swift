import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// A report that a server shows, and the file that it gives.
struct ServedReportTests {
  private static let data = (start: "<script type=\"application/json\" id=\"data\">", end: "</script>")

  private func part(_ text: String, _ bounds: (start: String, end: String)) -> Substring? {
    guard let start = text.range(of: bounds.start), let end = text.range(of: bounds.end, range: start.upperBound..<text.endIndex) else {
      return nil
    }
    return text[start.lowerBound..<end.upperBound]
  }

  @Test("the file is the one that the command line writes")
  func file() throws {
    let directory = try TemporaryDirectory()
    let store = try ServeCommandTests.store(in: directory)
    let server = try ServedStore([store.path])
    let said = try IndexTool.start(["report", store.path, "--contains", "number 1"], program: "globenc-query").wait()
    let reply = try server.get("/api/report?contains=number+1")
    #expect(reply.status == 200)
    #expect(reply.body == said.output && reply.body.hasPrefix("<!DOCTYPE html>"))
    #expect(reply.head.contains("Content-Disposition: attachment; filename=\"report.html\""))
  }

  @Test("the page is the document of the file, with the server's style sheets and scripts in place of its own, and links to other pages")
  func page() throws {
    let directory = try TemporaryDirectory()
    let store = try ServeCommandTests.store(in: directory)
    let server = try ServedStore([store.path])
    let reply = try server.get("/report?contains=number+1&store=\(store.path)&method=n-enc&no-words=1")
    let file = try server.get("/api/report?contains=number+1&no-words=1")
    #expect(reply.status == 200 && !reply.head.contains("Content-Disposition"))
    #expect(reply.head.contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"))
    for bounds in [("<main>", "</footer>"), Self.data] {
      let here = try #require(part(reply.body, bounds))
      #expect(here == part(file.body, bounds))
    }
    #expect(!reply.body.contains("<style") && !reply.body.contains("<script>"))
    let assets = reply.body.matches(of: /(?:src|href)="(\/assets\/[^"]*)"/).map { String($0.1) }
    #expect(assets.count == 14)
    for asset in assets { #expect(try server.get(asset).status == 200, "\(asset)") }
    #expect(reply.body.contains("href=\"/words?store=\(store.path)&amp;method=n-enc&amp;pieces=1\""))
    #expect(reply.body.contains("href=\"/api/report?contains=number%201&amp;store=\(store.path)&amp;method=n-enc&amp;no-words=1\""))
  }

  @Test(
    "a report that cannot be had is a page that says why and leads on",
    arguments: [("contains=nothing", 404), ("class=%3Cscript%3E%22", 400)])
  func refusal(parameters: String, status: Int) throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([ServeCommandTests.store(in: directory).path])
    let reply = try server.get("/report?\(parameters)")
    #expect(reply.status == status && reply.head.contains("Content-Type: text/html"))
    #expect(reply.head.contains("style-src 'self';"))
    #expect(reply.body.contains("role=\"alert\">"))
    #expect(reply.body.contains("href=\"/words\(status == 400 ? "?\(parameters)" : "")\""))
    #expect(!reply.body.contains("<script"))
    #expect(try server.get("/api/report?\(parameters)").head.contains("Content-Type: application/json"))
  }

  @Test("an address without a page is a page that leads on, for a browser, and JSON for a program")
  func noPage() throws {
    let directory = try TemporaryDirectory()
    let server = try ServedStore([ServeCommandTests.store(in: directory).path])
    let page = try server.get("/words/%3Cb%3E", headers: ["Accept: text/html,*/*;q=0.8"])
    #expect(page.status == 404 && page.head.contains("Content-Type: text/html"))
    #expect(page.body.contains("There is no page &#39;/words/&lt;b&gt;&#39; here.") && page.body.contains("href=\"/words\""))
    for reply in [try server.get("/nothing"), try server.get("/api/nothing", headers: ["Accept: text/html"])] {
      #expect(reply.status == 404 && reply.head.contains("Content-Type: application/json"))
    }
  }

  @Test("where not all examples find room, the page has those of the file")
  func limit() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("large.globenc")
    try StoreSamples.write((1...14_000).map { StoreSamples.record(row: $0, words: 12) }, to: store, batch: 1000)
    let server = try ServedStore([store.path])
    let (page, file) = (try server.get("/report").body, try server.get("/api/report").body)
    #expect(file.contains("are left out, for it is to stay under 2 MB (--max-size)."))
    #expect(page.contains("are left out, for it is to stay under 2 MB."))
    let data = try #require(part(page, Self.data))
    #expect(data == part(file, Self.data))
  }

  @Test("the page itself says that it leaves out damaged records")
  func damage() throws {
    let directory = try TemporaryDirectory()
    let store = try ServeCommandTests.store(in: directory)
    var bytes = try Data(contentsOf: store)
    let text = try #require(bytes.range(of: Data("a fine film number 3".utf8)))
    bytes[text.lowerBound] ^= 1
    try bytes.write(to: store)
    let server = try ServedStore([store.path])
    let page = try server.get("/report").body
    #expect(page.contains("It leaves out 1 damaged record: globenc-query verify says which."))
    #expect(page.contains("the record of example &#39;r3&#39; is damaged"))
  }
}
