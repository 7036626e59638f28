import Foundation
import Store
import TestSupport
import Testing

/// Two labels that are equal as Swift strings, because they are canonically equivalent, are distinguished everywhere.
struct CanonicalLabelTests {
  private static let composed = "n\u{E9}gatif"
  private static let decomposed = "ne\u{301}gatif"

  private func store() throws -> SampleStore {
    let labels = [(Self.composed, Self.composed), (Self.decomposed, Self.composed), (Self.decomposed, Self.decomposed)]
    var settings = SampleStore.settings()
    settings.labels = [Self.composed, Self.decomposed]
    return try SampleStore(
      labels.enumerated().map { row, labels in
        SampleStore.example(
          row: row + 1, id: "\(row)", text: "bad film", label: labels.0, predicted: labels.1, confidence: 0.5,
          pieces: [("bad", 0..<3, 0.25), ("film", 4..<8, 0.25)])
      }, settings: settings)
  }

  /// The lines that name one of the labels, each label replaced by a name for its bytes.
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.contains("gatif") }.map { line in
      line.unicodeScalars.map { $0 == "\u{E9}" ? "C" : $0 == "\u{301}" ? "+" : String($0) }.joined()
    }
  }

  @Test func tablesAndCSVHaveARowForEach() throws {
    let store = try store()
    let csv = try lines(store.run("export", "--what", "labels").text)
    #expect(csv.count == 3)
    let table = try lines(store.run("labels").text)
    #expect(table.contains { $0.hasPrefix("nCgatif ") } && table.contains { $0.hasPrefix("ne+gatif ") }, "\(table)")
    #expect(try store.run("examples", "--misclassified").text.hasPrefix("One example") == false)
    #expect(try store.run("export", "--what", "examples", "--misclassified").text.split(separator: "\n").count == 2)
  }

  @Test func slicesAndTheReportTellThemApart() throws {
    let store = try store()
    #expect(try store.run("export", "--what", "examples", "--label", Self.composed).text.split(separator: "\n").count == 2)
    #expect(try store.run("export", "--what", "examples", "--label", Self.decomposed).text.split(separator: "\n").count == 3)
    _ = try store.run("report", "-o", "r.html")
    let page = try String(contentsOf: store.directory.url.appendingPathComponent("r.html"), encoding: .utf8)
    let panels = page.unicodeScalars.map { $0 == "\u{301}" ? "+" : $0 == "\u{E9}" ? "C" : String($0) }.joined()
    #expect(panels.contains("ne+gatif") && panels.contains("nCgatif"))
    #expect(page.contains("1 wrong") || page.contains("wrong"), "the judged examples are counted by bytes")
  }
}
