import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Answers that took a while are kept as long as the store stays as it is.
struct AnswerCacheTests {
  private func head(_ target: String) throws -> HTTPHead { try HTTPHead(Array("GET \(target) HTTP/1.1\nHost: x".utf8), mostBody: 0) }

  @Test("the same question is answered once; other parameters, and another state of the store, are another question")
  func once() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("a", to: "store")
    let cache = AnswerCache(quickest: .zero, rest: .zero)
    var made = 0
    func ask(_ target: String) throws -> String {
      let response = try cache.answer(to: head(target), of: [file.path]) {
        made += 1
        return .json(Array("\(made)".utf8))
      }
      return String(decoding: response.body, as: UTF8.self)
    }
    #expect(
      try [ask("/api/top?k=1"), ask("/api/top?k=1"), ask("/api/top?k=2"), ask("/api/cues?k=1"), ask("/api/top?k=1")] == [
        "1", "1", "2", "3", "1",
      ])
    _ = try directory.write("ab", to: "store")
    #expect(try ask("/api/top?k=1") == "4")
    // SQLite writes into the log first.
    _ = try directory.write("b", to: "store-wal")
    #expect(try [ask("/api/top?k=1"), ask("/api/top?k=1")] == ["5", "5"])
  }

  @Test("labels that are written with other bytes are other questions, though the strings are equal")
  func bytes() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("a", to: "store")
    let cache = AnswerCache(quickest: .zero, rest: .zero)
    var made = 0
    for label in ["caf%C3%A9", "cafe%CC%81", "caf%C3%A9"] {
      _ = try cache.answer(to: head("/api/top?label=\(label)"), of: [file.path]) {
        made += 1
        return .json([])
      }
    }
    #expect(made == 2)
  }

  @Test("an answer from a store that has just been changed is not kept: another change may look the same")
  func rest() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("a", to: "store")
    let cache = AnswerCache(quickest: .zero, rest: .seconds(3600))
    var made = 0
    func ask() throws {
      _ = try cache.answer(to: head("/a"), of: [file.path]) {
        made += 1
        return .json([])
      }
    }
    try ask()
    try ask()
    #expect(made == 2)
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: file.path)
    try ask()
    try ask()
    #expect(made == 3)
  }

  @Test("quick answers and errors are not kept, and the oldest go where there is no more room")
  func bounds() throws {
    var made = 0
    func answer(_ size: Int) -> HTTPResponse {
      made += 1
      return .json([UInt8](repeating: 0x20, count: size))
    }
    let quick = AnswerCache(quickest: .seconds(60))
    for _ in 0..<2 { _ = try quick.answer(to: head("/a"), of: []) { answer(1) } }
    #expect(made == 2)
    let small = AnswerCache(capacity: 400, quickest: .zero)
    for _ in 0..<2 {
      #expect(throws: HTTPProblem.self) { try small.answer(to: head("/a"), of: []) { throw HTTPProblem(.notFound, "") } }
    }
    made = 0
    for name in ["/a", "/b", "/c", "/d", "/a", "/e"] { _ = try small.answer(to: head(name), of: []) { answer(100) } }
    #expect(made == 5)
    // /a was asked for after /b.
    for name in ["/a", "/b"] { _ = try small.answer(to: head(name), of: []) { answer(100) } }
    #expect(made == 6)
    for _ in 0..<2 { _ = try small.answer(to: head("/large"), of: []) { answer(101) } }
    #expect(made == 8)
  }

  @Test("a thousand answers are kept, however short")
  func number() throws {
    let cache = AnswerCache(quickest: .zero)
    var made = 0
    func ask(_ number: Int) throws {
      _ = try cache.answer(to: head("/\(number)"), of: []) {
        made += 1
        return .json([])
      }
    }
    for number in 1...1001 { try ask(number) }
    try ask(2)
    #expect(made == 1001)
    try ask(1)
    #expect(made == 1002)
  }
}
