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
    let s: [Int]
    let r: [[Int]]?
    let w: Int?
  }
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
