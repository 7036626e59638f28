import Foundation
import Testing

/// The data that a page's script reads.
struct PageData: Decodable {
  struct Example: Decodable {
    let id: String
    let o: Int
    let k: [String?]?
    let e: [Int]?
    let h: [Int]?
    let g: Int?
    let p: Int?
    let c: Double?
    let x: [String]
    let u: [Int]
    let b: Int?
    let s: [Int]?
    let a: [Scores]?
    let r: [[Int]]?
    let w: Int?
  }
  /// Scores by a method other than the base.
  struct Scores: Decodable, Equatable {
    let m: Int
    var c: Int?
    var t: [Int]?
    let s: [Int]
  }
  struct Method: Decodable, Equatable {
    let name: String
    let signed: Bool
  }
  let methods: [Method]
  /// The place of the method without a sign whose rows the page has; -1 for none.
  let base: Int
  let labels: [String]
  let columns: [String]
  let words: [String]
  let specials: [String]
  let layers: Int
  let examples: [Example]

  init(ofPage page: String) throws {
    let start = try #require(page.range(of: #"<script type="application/json" id="data">"#)).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    self = try JSONDecoder().decode(Self.self, from: Data(page[start..<end].utf8))
  }
}
