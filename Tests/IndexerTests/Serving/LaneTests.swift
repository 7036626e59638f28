import Testing

@testable import Indexer

/// What does not wait for what.
struct LaneTests {
  private func lane(_ target: String, _ body: String = "") throws -> Int? {
    let head = "\(body.isEmpty ? "GET" : "POST") \(target) HTTP/1.1\nHost: x"
    let site = Site(stores: [], explaining: nil, gate: Gate(port: 1, token: nil))
    return site.lane(of: HTTPRequest(try HTTPHead(Array(head.utf8), mostBody: 0), body: Array(body.utf8)))
  }

  @Test("pages and the progress of questions wait for nothing, and questions about stores not for explanations")
  func pages() throws {
    for target in ["/", "/words?label=a", "/assets/api.js", "/nothing", "/api/progress?ask=1"] { #expect(try lane(target) == nil) }
    for target in ["/api/info", "/api/top?label=a", "/report", "/api/nothing"] { #expect(try lane(target) == 0) }
  }

  @Test("quick explanations do not wait for slow ones")
  func explanations() throws {
    for body in [#"{"text":"a"}"#, #"{"text":"a","method":"decompx-linear"}"#, #"{"text":"a","aggregate":"rollout"}"#, "rubbish"] {
      #expect(try lane("/api/explain", body) == 1)
    }
    for method in ["integrated-gradients", "occlusion", "decompx"] {
      #expect(try lane("/api/explain", "{\"text\":\"a\",\"method\":\"\(method)\"}") == 2)
    }
    #expect(try lane("/api/explain", #"{"text":"a","aggregate":"maxflow"}"#) == 2)
  }

  @Test("slow explanations leave a processor for the quick ones where there are two")
  func processors() {
    #expect([1, 2, 8].map { Site.lanes(processors: $0) } == [[2, 1, 1], [3, 2, 1], [9, 8, 7]])
  }
}
