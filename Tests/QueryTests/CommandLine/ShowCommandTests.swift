import Testing

struct ShowCommandTests {
  @Test func withoutColourWhatStandsOutIsInBrackets() throws {
    let result = try SampleStore().run("show", "b")
    #expect(
      result.text == """
        example b · gold negative · predicted positive (50.0 %) · truncated to 9 tokens

        a film, "[[not]]"
        bad

        strongest: not 50.0 % · film 12.5 % · bad 12.5 % · a 6.2 %

        """)
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test func withColourTheBackgroundFollowsTheScore() throws {
    let result = try SampleStore().run("show", "b", "--color", "always")
    #expect(
      result.text.contains(
        "\na \u{1B}[38;5;16;48;5;224mfilm\u{1B}[0m, \"\u{1B}[38;5;16;48;5;196mnot\u{1B}[0m\"\n\u{1B}[38;5;16;48;5;224mbad\u{1B}[0m\n"))
  }

  @Test func wordsAreMarkedWhole() throws {
    let result = try SampleStore().run("show", "a", "--words")
    #expect(result.text.contains("\n[not] [[unwatchable]]\n"))
    #expect(result.text.hasSuffix("strongest: unwatchable 43.7 % · not 25.0 %\n"))
  }

  @Test func escapeSequencesOfTheCorpusDoNotReachTheTerminal() throws {
    let store = try SampleStore()
    #expect(try store.run("show", "ünï,1").text.contains("\n␛[31m [[film]]\n"))
    #expect(try !store.run("show", "ünï,1", "--color", "always").text.contains("\u{1B}[31m"))
  }

  @Test func anUnknownExampleIsStatus1() throws {
    let result = try SampleStore().run("show", "aa")
    #expect(result.errors.hasPrefix("globenc-query: no example has the id 'aa'; nearest: 'a'"))
    #expect(result.status == 1)
  }
}
