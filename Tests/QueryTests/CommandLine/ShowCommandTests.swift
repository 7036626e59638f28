import Store
import TestSupport
import Testing

struct ShowCommandTests {
  @Test func withoutColourWhatStandsOutIsInBrackets() throws {
    let result = try SampleStore().run("show", "b")
    #expect(
      result.text == """
        example b · gold negative · predicted positive (50.0 %) · truncated to 9 tokens

        a [film], "[[not]]"
        [bad]

        strongest: not 50.0 % · film 12.5 % · bad 12.5 % · a 6.3 %

        """)
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test func withColourTheBackgroundFollowsTheScore() throws {
    let result = try SampleStore().run("show", "b", "--color", "always")
    #expect(
      result.text.contains(
        "\na \u{1B}[38;5;16;48;5;223mfilm\u{1B}[0m, \"\u{1B}[38;5;16;48;5;166mnot\u{1B}[0m\"\n\u{1B}[38;5;16;48;5;223mbad\u{1B}[0m\n"))
    #expect(result.text.contains("\nscale: 0 % \u{1B}"))
  }

  @Test func aTerminalOfManyColoursGetsFineShades() throws {
    let result = try SampleStore().run("show", "b", "--color", "always", environment: ["COLORTERM": "truecolor"])
    #expect(result.text.contains("\u{1B}[38;2;0;0;0;48;2;221;99;0mnot\u{1B}[0m"))
  }

  @Test func bracketsAreForTheFiveStrongestWordsAboveAnEvenShare() throws {
    // There are 11 tokens, so an equal share is 0.0909. "," has the largest share but is only punctuation; six words are above an equal
    // share, "a" is below.
    let words: [(String, Float)] = [
      ("not", 0.1), ("bad", 0.125), ("film", 0.0938), ("fine", 0.11), ("un", 0.115), ("31", 0.12), ("a", 0.05), (",", 0.2), ("\"", 0),
    ]
    var end = -1
    let pieces = words.map { word, score -> (piece: String, offsets: Range<Int>, score: Float) in
      let start = end + 1
      end = start + word.unicodeScalars.count
      return (word, start..<end, score)
    }
    let example = SampleStore.example(
      row: 1, id: "1", text: words.map(\.0).joined(separator: " "), label: nil, predicted: nil, confidence: nil, pieces: pieces)
    let store = try SampleStore([example], settings: SampleStore.settings(problemType: .none))
    let text = try store.run("show", "1").text
    #expect(text.contains("\n\n[[not]] [[bad]] film [[fine]] [[un]] [[31]] a , \"\n\nstrongest: , 20.0 % · bad 12.5 % · "), "\(text)")
  }

  /// "to give [the products] {a} try", where "give" has the largest score.
  private static func bracketed(_ text: String, pair: String? = nil) throws -> SampleStore {
    var example = SampleStore.example(
      row: 1, id: "1", text: text, label: nil, predicted: nil, confidence: nil, pieces: [("bad", 3..<7, 0.5), ("film", 9..<12, 0.3)])
    example.pair = pair
    return try SampleStore([example], settings: SampleStore.settings(problemType: .none))
  }

  @Test func whereTheTextHasBracketsOthersMark() throws {
    let text = try Self.bracketed("to give [the products] a try").run("show", "1").text
    #expect(text.contains("\n\nto {{give}} [{the} products] a try\n\n"), "\(text)")
    #expect(text.contains("\nstrongest (in {}, because the text has [] of its own): give 50.0 % · the 30.0 %\n"), "\(text)")
    let both = try Self.bracketed("to give [the products] {a} try").run("show", "1").text
    #expect(both.contains("\n\nto ««give»» [«the» products] {a} try\n\nstrongest (in «», because"), "\(both)")
    // The whole example has one kind of brackets.
    let pair = try Self.bracketed("to give (the products)", pair: "x]").run("show", "1").text
    #expect(pair.contains("\n\nto {{give}} ({the} products)\n\nx]\n\nstrongest (in {}, because"), "\(pair)")
    let bars = try Self.bracketed("to give [the products] a try").run("show", "1", "--plain").text
    #expect(bars.contains("\nstrongest: give 50.0 %"), "\(bars)")
  }

  @Test func linesAreBrokenAtBlanksToFitTheTerminal() throws {
    let store = try SampleStore()
    let text = try store.run("show", "b", environment: ["COLUMNS": "30"]).text
    #expect(
      text == """
        example b · gold negative ·
        predicted positive (50.0 %) ·
        truncated to 9 tokens

        a [film], "[[not]]"
        [bad]

        strongest: not 50.0 % ·
        film 12.5 % · bad 12.5 % ·
        a 6.3 %

        """, "\(text)")
    let narrow = try store.run("show", "b", "--row", "2", environment: ["COLUMNS": "12"]).text
    #expect(narrow.contains("\na film,\n\"not\"\nbad\n") && narrow.contains("\nrow 2: what\nthe token\n'▁film' is\nmade of\n"), "\(narrow)")
    #expect(try store.run("show", "b", environment: ["COLUMNS": "no"]).text == (try store.run("show", "b").text))
  }

  @Test func severalExamplesAreShownOneAfterAnother() throws {
    let store = try SampleStore()
    let (a, b) = (try store.run("show", "a").text, try store.run("show", "b").text)
    #expect(try store.run("show", "b", "a").text == b + "\n" + a)
    let partial = try store.run("show", "b", "nobody", "a", "nowhere")
    #expect(partial.text == b + "\n" + a)
    #expect(partial.status == 1)
    #expect(partial.errors.contains("globenc-query: no example has the id 'nobody'") && partial.errors.contains("the id 'nowhere'"))
  }

  @Test func aSliceIsShownInItsOrder() throws {
    let store = try SampleStore()
    let (a, b) = (try store.run("show", "a").text, try store.run("show", "b").text)
    let slice = try store.run("show", "--label", "negative", "--sort", "confidence", "--ascending", "-k", "10")
    #expect(slice.text == b + "\n" + a && slice.errors == "" && slice.status == 0)
    let first = try store.run("show", "--sort", "confidence", "-k", "1")
    #expect(first.text == (try store.run("show", "ünï,1").text))
    #expect(first.errors == "globenc-query: 3 examples, of which 1 is shown; -k sets how many\n")
    #expect(try store.run("show", "--misclassified").text == b)
    #expect(try store.run("show", "--misclassified", "--correct").status == 64)
    let none = try store.run("show", "--contains", "nothing like it")
    #expect(none.status == 1 && none.text == "" && none.errors.contains("no example has 'nothing like it' in the text"))
    #expect(try store.run("show", "--truncated", "--row", "2").text.contains("row 2: what the token '▁film' is made of"))
  }

  @Test func aDarkTerminalGetsDarkShades() throws {
    let result = try SampleStore().run("show", "b", "--color", "always", "--background", "dark")
    #expect(result.text.contains("\u{1B}[38;5;231;48;5;94mfilm\u{1B}[0m, \"\u{1B}[38;5;16;48;5;214mnot\u{1B}[0m"))
    #expect(try SampleStore().run("show", "b", "--color", "always", environment: ["COLORFGBG": "15;0"]).output == result.output)
  }

  @Test func wordsAreMarkedWholeUnlessPiecesAreAskedFor() throws {
    let result = try SampleStore().run("show", "a")
    #expect(result.text.contains("\n[not] [[unwatchable]]\n"))
    #expect(result.text.hasSuffix("strongest: unwatchable 43.8 % · not 25.0 %\n"))
    #expect(try SampleStore().run("show", "a", "--words").text == result.text)
    let pieces = try SampleStore().run("show", "a", "--no-words")
    #expect(pieces.text.contains("\n[[not]] un[[watch]]able\n"))
  }

  @Test func plainPutsNumbersUnderTheWords() throws {
    let result = try SampleStore().run("show", "b", "--plain", environment: ["COLUMNS": "24"])
    #expect(
      result.text == """
        example b ·
        gold negative ·
        predicted positive
        (50.0 %) ·
        truncated to 9 tokens

        a      film    ,
        ▁ 6.3  ▂ 12.5  ▁ 0.0

        "      not     "
        ▁ 0.0  █ 50.0  ▁ 0.0

        bad
        ▂ 12.5

        strongest: not 50.0 % ·
        film 12.5 % ·
        bad 12.5 % · a 6.3 %
        numbers: share in
        percent; the highest bar
        is 50.0 %

        """)
  }

  @Test func anotherRowTellsWhatItsTokenIsMadeOf() throws {
    let store = try SampleStore()
    let result = try store.run("show", "a", "--row", "2")
    #expect(
      result.text == """
        example a · gold negative · predicted negative (75.0 %)
        row 2: what the token '▁un' is made of

        not [[unwatchable]]

        strongest: unwatchable 50.0 % · not 16.7 % · special tokens 33.3 %

        """)
    let beyond = try store.run("show", "a", "--row", "6")
    #expect(beyond.errors == "globenc-query: example 'a' has no token 6: its tokens have the positions 0 to 5\n")
    #expect(beyond.status == 1)
  }

  @Test func aLayerIsThatOfItsMatrix() throws {
    let example = SampleStore.example(
      row: 1, id: "1", text: "bad", label: nil, predicted: nil, confidence: nil, pieces: [("bad", 0..<3, 0.5)], layers: 2)
    let store = try SampleStore([example], settings: SampleStore.settings(problemType: .none, layers: .all))
    let result = try store.run("show", "1", "--layer", "2")
    #expect(
      result.text == """
        example 1
        row 0, layer 2: what the token '[CLS]' is made of

        [[bad]]

        strongest: bad 42.9 % · special tokens 57.1 %

        """)
    #expect(try store.run("show", "1", "--layer", "3").errors == "globenc-query: example '1' has no layer 3: the model has 2 layers\n")
    #expect(try SampleStore().run("show", "a", "--layer", "1").errors.contains("index the corpus with --layers all"))
  }

  @Test(
    arguments: [
      ["a", "--row=-1"], ["a", "--plain", "--color", "always"], ["a", "--layer", "0"], [], ["a", "--misclassified"], ["a", "-k", "2"],
      ["--ascending", "--correct"], ["a", "--background", "blue"],
    ])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["show", "reviews.db"] + arguments).status == 64)
  }

  @Test func escapeSequencesOfTheCorpusDoNotReachTheTerminal() throws {
    let store = try SampleStore()
    #expect(try store.run("show", "ünï,1").text.contains("\n␛[31m {{film}}\n"))
    #expect(try !store.run("show", "ünï,1", "--color", "always").text.contains("\u{1B}[31m"))
  }

  @Test func anUnknownExampleIsStatus1() throws {
    let result = try SampleStore().run("show", "aa")
    #expect(result.errors.hasPrefix("globenc-query: no example has the id 'aa'; nearest: 'a'"))
    #expect(result.status == 1)
  }
}
