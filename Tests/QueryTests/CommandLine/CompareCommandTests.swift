import Foundation
import Store
import Support
import TestSupport
import Testing

struct CompareCommandTests {
  /// The reviews in the store of another model: "a" with reversed scores and another label, "b" unchanged, and one review that only this
  /// store has.
  private static func others() -> [SampleExample] {
    var records = Array(SampleStore.reviews.prefix(2))
    records[0].predicted = "positive"
    records[0].confidence = 0.625
    for (position, score) in zip(1...4, [0.125, 0.25, 0.0625, 0.5] as [Float]) { records[0].tokens[position].score = score }
    return records + [
      SampleStore.example(row: 9, id: "new", text: "fine", label: nil, predicted: nil, confidence: nil, pieces: [("fine", 0..<4, 0.5)])
    ]
  }

  private func run(
    _ second: [SampleExample], _ settings: StoreSettings = SampleStore.settings(), _ arguments: String..., first: [SampleExample]? = nil
  ) throws -> QueryProgram.Result {
    let (one, two) = (try first.map { try SampleStore($0) } ?? SampleStore(), try SampleStore(second, settings: settings))
    return try QueryProgram.run(["compare", one.url.path, two.url.path] + arguments, in: one.directory.url)
  }

  @Test func examplesAndTokensAreCompared() throws {
    // a: not 0.25 un 0.125 ##watch 0.25 ##able 0.0625, ranks 3.5 2 3.5 1, compared with 2 3 1 4: rho = -4.5 / sqrt(4.5 * 5)
    let rho = -4.5 / (4.5 * 5).squareRoot()
    let csv = try run(Self.others(), SampleStore.settings(), "--format", "csv")
    #expect(
      csv.text == """
        example,label,predicted_1,predicted_2,confidence_1,confidence_2,spearman,edited
        a,negative,negative,positive,0.75,0.625,\(rho),false
        b,negative,positive,positive,0.5,0.5,1.0,false

        """)
    let tokens = try run(Self.others(), SampleStore.settings(), "--format", "csv", "--what", "tokens", "--min-count", "1", "-k", "3")
    #expect(
      tokens.text == """
        token,count,mean_1,mean_2,change
        ##able,1,0.0625,0.5,0.4375
        ##watch,1,0.25,0.0625,-0.1875
        un,1,0.125,0.25,0.125

        """)
  }

  @Test func theTableSumsUp() throws {
    let result = try run(Self.others(), SampleStore.settings(), "--changed", "--min-count", "2")
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasSuffix("reviews.db: 3 examples, compared by token"))
    #expect(
      lines.dropFirst().joined(separator: "\n") == """

        examples of the first store      3
        in both                          2
        predicted label changed          1
        divided otherwise, not compared  0
        mean rank correlation            0.0257
        lowest rank correlation          -0.9487

        1 example changed: negative → positive 1

        Examples whose scores are least alike

        example  label     predicted_1  predicted_2  confidence_1  confidence_2  spearman
        a        negative  negative     positive           0.7500        0.6250   -0.9487

        Tokens whose mean score moved most; ▁ begins a word

        token  count  mean_1  mean_2   change
        ▁not       2  0.3750  0.3125  -0.0625
        ▁"         2  0.0000  0.0000   0.0000

        """)
    #expect(result.status == 0)
  }

  @Test func jsonHasEverything() throws {
    let result = try run(Self.others(), SampleStore.settings(), "--format", "json", "--label", "negative")
    let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(object["examples"] as? Int == 2 && object["in_both"] as? Int == 2 && object["changed_predictions"] as? Int == 1)
    #expect(object["label"] as? String == "negative" && object["unit"] as? String == "piece")
    #expect((object["least_alike"] as? [Any])?.count == 2 && (object["tokens"] as? [Any])?.isEmpty == true)
  }

  @Test func anotherTokenizerIsComparedByWords() throws {
    var settings = SampleStore.settings()
    settings.tokenizerFingerprint = "another"
    var record = SampleStore.reviews[0]
    // "unwatchable" is one piece.
    record.tokens[2] = ExampleToken(id: 40, piece: "unwatchable", segment: 0, offsets: 4..<15, score: 0.5)
    record.tokens.removeSubrange(3...4)
    let size = record.tokens.count
    record.final = ScaledMatrix(size: size, values: (0..<size * size).map { _ in 0.5 }, exponent: 0)
    let result = try run([record], settings, "--format", "json", "--min-count", "1")
    #expect(result.text.contains(#""unit":"word","least_alike":[{"example":"a","#))
    #expect(result.text.contains(#"{"token":"unwatchable","count":1,"mean_1":0.4375,"mean_2":0.5,"change":0.0625}"#))
  }

  @Test func wordsThatOneTokenizerDividesAreAddedUp() throws {
    var settings = SampleStore.settings()
    settings.tokenizerFingerprint = "another"
    func record(_ pieces: [(piece: String, offsets: Range<Int>, score: Float)]) -> SampleExample {
      SampleStore.example(row: 1, id: "a", text: "it 's not...", label: "negative", predicted: "negative", confidence: 0.75, pieces: pieces)
    }
    // BERT has each mark by itself, RoBERTa has "'s" and "...".
    let bert = record([
      ("it", 0..<2, 0.125), ("'", 3..<4, 0.125), ("s", 4..<5, 0.25), ("not", 6..<9, 0.25), (".", 9..<10, 0.125), (".", 10..<11, 0.0625),
      (".", 11..<12, 0.0625),
    ])
    let roberta = record([("it", 0..<2, 0.25), ("'s", 3..<5, 0.25), ("not", 6..<9, 0.375), ("...", 9..<12, 0.125)])
    let result = try run([roberta], settings, "--format", "json", "--min-count", "1", first: [bert])
    #expect(result.text.contains(#""not_comparable":0"#))
    #expect(result.text.contains(#"{"token":"'s","count":1,"mean_1":0.375,"mean_2":0.25,"change":-0.125}"#))
    #expect(result.text.contains(#"{"token":"...","count":1,"mean_1":0.25,"mean_2":0.125,"change":-0.125}"#))
    // A text that is cut off in the second store has words there that the first one does not have.
    let shorter = record([("it", 0..<2, 0.5), ("'s", 3..<5, 0.5)])
    let cut = try run([shorter], settings, "--format", "json", "--min-count", "1", first: [bert])
    #expect(cut.text.contains(#""not_comparable":1"#))
  }

  @Test func textsDividedOtherwiseAreCountedAndNotCompared() throws {
    var record = SampleStore.reviews[0]
    record.tokens[1].id = 3
    record.tokens[1].vocabularyPiece = VocabularyPiece(name: "bad")
    let result = try run([record], SampleStore.settings(), "--format", "csv")
    #expect(result.text.hasSuffix("a,negative,negative,negative,0.75,0.75,,false\n"))
  }

  /// "a" and "b" with other texts; "a" also has another prediction.
  private static func edited() -> [SampleExample] {
    var records = Array(SampleStore.reviews.prefix(2))
    records[0] = SampleStore.example(
      row: 1, id: "a", text: "not bad", label: "negative", predicted: "positive", confidence: 0.625,
      pieces: [("not", 0..<3, 0.25), ("bad", 4..<7, 0.25)])
    records[1].text = "a film, \"NOT\"\nbad"
    return records
  }

  @Test func editedTextsAreSaidAndTheirPredictionsCompared() throws {
    let result = try run(Self.edited(), SampleStore.settings(), "--changed")
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    // The scores of "a" cannot be compared, so the column would be empty.
    #expect(
      lines.prefix(15).joined(separator: "\n") == """

        examples of the first store      3
        in both                          2
        predicted label changed          1
        text was edited                  2
        divided otherwise, not compared  1
        mean rank correlation            1.0000
        lowest rank correlation          1.0000

        1 example changed: negative → positive 1 (1 edited); an edited text may be why

        Examples whose predicted label changed

        example  label     predicted_1  predicted_2  confidence_1  confidence_2  edited
        a        negative  negative     positive           0.7500        0.6250  yes
        """)
    let csv = try run(Self.edited(), SampleStore.settings(), "--format", "csv")
    #expect(
      csv.text.hasSuffix(
        """
        b,negative,positive,positive,0.5,0.5,1.0,true
        a,negative,negative,positive,0.75,0.625,,true

        """))
    let json = try run(Self.edited(), SampleStore.settings(), "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect(object["edited"] as? Int == 2)
    let changes = try #require(object["changes"] as? [[String: Any]])
    #expect(changes.count == 1 && changes[0]["predicted_1"] as? String == "negative" && changes[0]["edited"] as? Int == 1)
  }

  @Test func directionsOfChangeAreListedTheMostFrequentFirst() throws {
    func records(_ predicted: (Int) -> String?) -> [SampleExample] {
      (1...9).map { row in
        SampleStore.example(
          row: row, id: "\(row)", text: "fine", label: nil, predicted: predicted(row), confidence: nil, pieces: [("fine", 0..<4, 0.5)])
      }
    }
    let one = try SampleStore(records { $0 <= 3 ? "positive" : "negative" })
    let two = try SampleStore(records { $0 <= 2 || $0 == 4 ? "negative" : $0 == 9 ? nil : "positive" })
    let csv = try QueryProgram.run(["compare", one.url.path, two.url.path, "--format", "csv", "--what", "changes"])
    #expect(
      csv.text == """
        predicted_1,predicted_2,examples,edited
        negative,positive,4,0
        positive,negative,2,0
        negative,,1,0

        """)
    let table = try QueryProgram.run(["compare", one.url.path, two.url.path])
    #expect(table.text.contains("7 examples changed: negative → positive 4, positive → negative 2, negative → (none) 1\n"))
  }

  @Test func withoutTextsTheTokensTellWhatWasEdited() throws {
    var settings = SampleStore.settings()
    settings.keepsTexts = false
    let (one, two) = (try SampleStore(settings: settings), try SampleStore(Self.edited(), settings: settings))
    let csv = try QueryProgram.run(["compare", one.url.path, two.url.path, "--format", "csv"])
    // The tokens of "b" are equal, but the texts are unknown and may have been edited.
    #expect(csv.text.hasSuffix("b,negative,positive,positive,0.5,0.5,1.0,\na,negative,negative,positive,0.75,0.625,,true\n"))
  }

  @Test func storesWithoutACommonExampleHaveNothingToCompare() throws {
    let result = try run([Self.others()[2]])
    #expect(result.errors == "globenc-query: none of 3 examples is in both stores: examples are matched by id\n")
    #expect(result.status == 1)
    let missing = try QueryProgram.run(["compare", try SampleStore().url.path, "/nowhere.db"])
    #expect(missing.status == 2)
  }
}
