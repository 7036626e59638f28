import Engine
import Foundation
import Support
import TestSupport
import Testing

/// `globenc-index models` lists what is supported.
@Suite struct ModelsCommandTests {
  @Test("the table has a row for each family, fits a screen of 80 columns, and says what is refused")
  func table() throws {
    let run = try IndexTool.run(["models"])
    #expect(run.status == 0 && run.errors == "")
    let parts = run.output.components(separatedBy: "\n\n")
    try #require(parts.count == 2)
    let lines = parts[0].split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("MODEL_TYPE   CLASS ") == true && lines.allSatisfy { $0.count <= 80 })
    let named = lines.dropFirst().filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(named == ModelFamily.all.map(\.modelType))
    #expect(parts[1].contains("  is_decoder other than false\n") && parts[1].contains("  inner_group_num other than 1, in albert\n"))
  }

  @Test("the JSON has an object for each family")
  func json() throws {
    let run = try IndexTool.run(["models", "--format", "json"])
    let families = try JSONDecoder().decode([Family].self, from: Data(run.output.utf8))
    #expect(families.map(\.model_type) == ModelFamily.all.map(\.modelType))
    let roberta = try #require(families.first { $0.model_type == "roberta" })
    #expect(roberta.classes == ["RobertaForSequenceClassification", "RobertaModel"] && roberta.tokenizers == ["byte-level BPE"])
    #expect(!roberta.tested.isEmpty && roberta.refused.contains("position_embedding_type other than absolute"))
  }

  @Test("the document on models has a row for each family, which says what the command says")
  func document() throws {
    let text = try String(contentsOf: Fixtures.repository.appendingPathComponent("docs/models.md"), encoding: .utf8)
    for family in ModelFamily.all {
      let cells = ["`\(family.modelType)`", "`\(family.classes[0])`", family.tokenizers.joined(separator: ", "), family.tested]
      #expect(text.contains("| \(cells.joined(separator: " | ")) |"), "\(family.modelType)")
    }
    #expect(text.contains("supported is \(ModelFamily.all.map(\.modelType).joined(separator: ", "))\n"))
  }

  private struct Family: Decodable {
    let model_type: String
    let classes: [String]
    let tokenizers: [String]
    let tested: String
    let refused: [String]
  }
}
