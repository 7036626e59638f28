import ArgumentParser
import Engine
import Foundation
import Presentation
import Store
import Support

/// `globenc-index explain`: explains one text, or row after row from a pipe, without a store.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain one text in the terminal, or each row that comes through a pipe, without a store.",
    discussion: """
      Examples:
        globenc-index explain --model my-bert "not a bad film"
        globenc-index explain --model my-bert "not a bad film" --method decompx-linear --plain
        globenc-index explain --model my-nli "A man sleeps." --pair "Nobody is awake."
        globenc-index explain --model my-bert "not a bad film" --json
        globenc-index explain --model my-bert - --jsonl < reviews.jsonl > explained.jsonl

      The text is shown as globenc-query show would show it from a store, with the same numbers, and --json prints what globenc-query top \
      --example --json would, with every token, the text and the scores by every method. globenc-query help show says what the colours mean.

      With --jsonl and - in place of the text, rows of JSON come from standard input, and an answer for each goes to standard output, in their \
      order: the fields of the row, then those of --json. The model is loaded once. Rows are run when they fill a batch, or when none has come \
      for a hundredth of a second, so that a program can write a row, read its answer, and write the next one. A row without a text has a \
      sentence under "error" in place of an answer. The answers wait for a reader, and then the rows do: a program that writes all rows before \
      it reads must do the two at a time. docs/explain.md has the fields.

      Exit status: 0 done; 1 some rows have no answer but an error; 2 it could not run; 64 wrong usage; 129, 130 and 143 stopped by a signal, \
      after the rows that were read had been answered.
      """)

  @Argument(help: ArgumentHelp("The text, or - with --jsonl. One that begins with - goes last, behind --.", valueName: "text"))
  var text: String

  @Option(
    help: ArgumentHelp("A model directory, or the name of a model in the local Hugging Face cache.", valueName: "dir"),
    completion: .directory)
  var model: String

  @Option(help: ArgumentHelp("The second text of a pair.", valueName: "text"))
  var pair: String?

  @Option(help: ArgumentHelp("The text's gold label, for the heading and --class gold.", valueName: "label"))
  var gold: String?

  @OptionGroup(title: "Scores") var shown: ShownScores

  @OptionGroup(title: "Marks") var marks: MarkArguments

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Read rows of JSON from standard input, one a line, and print an answer for each.")
  var jsonl = false

  @Option(
    name: .customShort("k"),
    help: ArgumentHelp(
      "With --json and --jsonl, list only so many tokens, those of the largest scores. (default: all)", valueName: "n"))
  var limit: Int?

  @OptionGroup(title: "Rows") var rows: RowArguments

  @OptionGroup(title: "Model") var modelRun: ExplainRunArguments

  @Flag(help: "Show no notes and no summary.")
  var quiet = false

  func validate() throws {
    _ = try options()
  }

  func run() throws {
    // With its default action, SIGPIPE ends the process without a message when the reader of its output stops reading (`| head`), even
    // where the parent process ignores the signal.
    signal(SIGPIPE, SIG_DFL)
    let options = try options()
    let names = ScoreNames(method: shown.method, className: shown.className)
    let console = Console()
    if jsonl { return try answer(options, names, console) }
    try console.reportingFailures {
      let explainer = try Explainer(options, scores: names, console: console)
      let labels = gold.flatMap { LabelList.read(cell: $0) }
      let row = CorpusRow(
        place: RowPlace(row: 1, line: 1, byteCount: 0), id: "1", isNumbered: true, text: text, pair: pair, label: gold, labels: labels,
        kept: [])
      let packed = try TextExplanation(explainer: explainer, workers: options.workers).explain(row)
      let example = try explainer.example(packed)
      if !quiet { for note in notes(on: example, explainer) { console.print("globenc-index: note: \(note)") } }
      let sink = ByteSink.standardOutput()
      if json {
        try sink.write(JSONOutput.object(try explainer.document(packed, limit: limit)).text + "\n")
      } else {
        let view = ExampleView(
          example, scores: explainer.scores, row: AttributionRow(scoresOf: example), words: marks.words, marks: marks.marks,
          width: sink.lineWidth)
        try sink.write(view.text)
      }
      try sink.flush()
    }
  }

  /// Explains the rows of standard input.
  private func answer(_ options: IndexOptions, _ names: ScoreNames, _ console: Console) throws {
    let interruption = Interruption()
    let signals = interruption.listen {
      console.print("globenc-index: stopping once the rows that were read are answered; Ctrl-C again ends at once")
    }
    defer { signals.forEach { $0.cancel() } }
    let (counts, seconds, omissions) = try console.reportingFailures(of: interruption) {
      let explainer = try Explainer(options, scores: names, console: console)
      let filter = RowFilter(
        explainer: explainer, selection: options.selection, workers: options.workers, limit: limit, interruption: interruption,
        console: console)
      let (counts, seconds) = try filter.run()
      return (counts, seconds, explainer.omissions)
    }
    if !quiet {
      for warning in [
        IndexSummary.warning(emptyTexts: counts.emptyTexts, of: counts.examples), IndexSummary.warning(unconverged: counts.unconverged),
      ].compactMap(\.self) { console.print("globenc-index: warning: \(warning)") }
      for note in omissions.notes(counts.omittedByName) { console.print("globenc-index: note: \(note)") }
      console.print("globenc-index: \(IndexSummary(counts: counts, seconds: seconds).text(of: "explained", "row"))")
    }
    if let signal = interruption.signal { throw ExitCode(IndexExitStatus.stopped(by: signal)) }
    if counts.failed > 0 { throw ExitCode(IndexExitStatus.incomplete) }
  }

  /// What a person should know about the text.
  private func notes(on example: Example, _ explainer: Explainer) -> [String] {
    var notes: [String] = []
    if example.isTruncated {
      let tokenizer = explainer.opened.model.tokenizer
      let all = tokenizer.encode(text, pair: pair, maxLength: .max).count
      notes.append(
        "the model reads the first \(example.tokens.count.grouped) of the text's \(all.grouped) tokens"
          + (pair == nil ? ": --stride 64 explains all of it, in windows" : ""))
    }
    if !json, let silence = explainer.scores.silence { notes.append(silence) }
    return notes
  }
}
