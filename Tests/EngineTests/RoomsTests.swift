import Foundation
import TestSupport
import Testing

/// The engine's rooms, its folders, build on one another without going in circles.
@Suite struct RoomsTests {
  /// Each room may use the rooms before it, and no other.
  private static let order = ["Files", "Architecture", "Tokenizer", "Checkpoint", "Products", "Encoder", "Methods", "Model"]

  private static let declaration = try? NSRegularExpression(
    pattern: #"^(?:public |final |indirect |private |fileprivate )*(?:struct|class|enum|protocol|actor) (\w+)"#, options: .anchorsMatchLines
  )

  /// The sources of a room, without comments and quoted texts.
  private func code(of room: String) throws -> String {
    let folder = Fixtures.repository.appendingPathComponent("Sources/Engine/\(room)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
      .split(separator: "\n").map { line in
        let code = line.prefix(upTo: line.range(of: "//")?.lowerBound ?? line.endIndex)
        return code.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }
          .map { String($0.element) }.joined(separator: "\"\"")
      }.joined(separator: "\n")
  }

  private func types(declaredIn code: String) -> Set<String> {
    let range = NSRange(code.startIndex..., in: code)
    return Set(
      (Self.declaration?.matches(in: code, range: range) ?? []).compactMap { Range($0.range(at: 1), in: code).map { String(code[$0]) } })
  }

  @Test("each room uses types of the rooms below it only")
  func order() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      at: Fixtures.repository.appendingPathComponent("Sources/Engine"), includingPropertiesForKeys: nil
    ).map(\.lastPathComponent)
    #expect(Set(folders).subtracting(["CKernels", "COneDNN"]) == Set(Self.order), "a room without a place in the order")
    var codes: [String: String] = [:]
    var owners: [String: String] = [:]
    for room in Self.order {
      let code = try code(of: room)
      codes[room] = code
      for type in types(declaredIn: code) { owners[type] = room }
    }
    #expect(owners.count > 50)
    for (place, room) in Self.order.enumerated() {
      let words = Set((codes[room] ?? "").split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
      for word in words.sorted() {
        guard let owner = owners[word], let other = Self.order.firstIndex(of: owner), other > place else { continue }
        Issue.record("\(room) uses \(word) of \(owner)")
      }
    }
  }
}
