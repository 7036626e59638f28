import ArgumentParser
import Engine
import Foundation
import Store
import Support

/// `globenc-index index`, the default subcommand.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Run a model over a corpus and store the attributions of each text.",
    discussion: """
      Examples:
        globenc-index reviews.jsonl --model my-bert --store reviews.db
        globenc-index a.csv --model my-bert --text body --label stars --store a.db
        globenc-index letters.txt --model my-bert --stride 64 --store letters.db
        globenc-index a.csv --model my-bert --audit 200 --store a.db
        globenc-index reviews.jsonl --model my-bert --store reviews.db --replace --prune
        globenc-index reviews.jsonl --model my-bert --dry-run
        globenc-index 2023.csv 2024.csv --model my-bert --store reviews.db
        globenc-index reviews.jsonl --model my-bert --shard 0/8 --store 0.shard
        gzip -dc reviews.csv.gz | globenc-index - --format csv --model my-bert --store reviews.db

      Running the same command again continues where the last run ended: rows that are in the store are skipped. A row whose \
      text, pair or label has changed under its old id is refused, unless --replace is given.

      Exit status: 0 done; 1 some rows could not be indexed (standard error names them), all others are; 2 it could not run; \
      64 wrong usage; 129, 130 and 143 stopped by a signal, after what was in flight had been stored.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files that end in .jsonl, .ndjson, .json, .csv, .tsv or .txt, a folder of them, or - for JSONL on standard input.",
      discussion: """
        Several files are read in the order given, a folder's in the order of their names, as if they were one: rows are numbered on. A .json \
        file holds an array of objects. In a .tsv file quotes are ordinary characters.
        """, valueName: "corpus"), completion: .file())
  var corpus: [String]

  @Option(
    help: ArgumentHelp("A model directory, or the name of a model in the local Hugging Face cache.", valueName: "dir"),
    completion: .directory)
  var model: String

  @Option(
    help: ArgumentHelp(
      "The store; created where there is none, continued where there is one. Needed for all but a dry run.", valueName: "file"),
    completion: .file())
  var store: String?

  @Option(help: "The format of the corpus, where its name does not tell.")
  var format: CorpusFormat?

  @Option(
    help: ArgumentHelp(
      "What separates the fields of .csv and .tsv: one character, or tab. (default: a comma, a tab in .tsv)",
      discussion: "Where the header of a .csv has no comma, semicolons or tabs are noticed, and so is a first line sep=;.", valueName: "c"))
  var delimiter: String?

  @Option(help: "What quotes mean in .csv and .tsv: csv, they enclose a field, or none. (default: csv, in .tsv none)")
  var quotes: QuoteRule?

  @Option(help: ArgumentHelp("The column of the text. (default: text)", valueName: "name"))
  var text: String?

  @Option(help: ArgumentHelp("The column of the second text of a pair. (default: none)", valueName: "name"))
  var textPair: String?

  @Option(help: ArgumentHelp("The column of the gold label. (default: label)", valueName: "name"))
  var label: String?

  @Option(
    help: ArgumentHelp(
      "Which gold label is which class of the model.",
      discussion: """
        NEG=negative,POS=positive or a file: two columns of CSV or TSV, or a JSON object. Without it all labels of the column are names of \
        classes, or all are their numbers from 0, or all are kept as written: what was decided is said at the start.
        """, valueName: "label=class,...|file"))
  var labelMap: String?

  @Option(
    help: ArgumentHelp(
      "Of a multi-label model: labels whose sigmoid is at least this are predicted, from 0 to 1. (default: 0.5)",
      discussion: """
        Gold labels are then JSON lists of names or numbers, or lists of a 0 or 1 for each class; in CSV, a field that is such a list. The \
        store keeps the threshold.
        """, valueName: "p"))
  var threshold: Double?

  @Option(help: ArgumentHelp("The column of the id. (default: id, else the row number)", valueName: "name"))
  var id: String?

  @Option(help: ArgumentHelp("Further columns to keep with each example.", valueName: "name,..."))
  var keep: [String] = []

  @OptionGroup
  var methodArguments: MethodArguments

  @Option(help: "The matrices to store: the aggregated one, or every layer's too.")
  var layers: StoreSettings.Layers = .final

  @Option(
    help: ArgumentHelp(
      "How matrices are stored: compact, each value within 0.1 %, or lossless, every bit.",
      discussion: """
        Logits and scores without sign are exact; compact keeps signed scores in 16 bits of the text's largest. On review sentences compact \
        takes some 7 bits a value, lossless 22.
        """))
  var codec: CodecName = .compact

  @Flag(
    name: .customLong("no-text"),
    help: ArgumentHelp(
      "Store tokens only: neither texts nor second texts, nor where in them a token stands.",
      discussion: "A vocabulary's pieces still tell much of a text; ids and columns named with --keep are stored as they are."))
  var leavesTextsOut = false

  @Option(
    help: ArgumentHelp(
      "The number format of the dense products.",
      discussion: """
        bf16 needs AVX-512 BF16, int8 AVX2; on ARM, where no speed was measured, BF16 and the dot product of bytes. A precision that would be slower \
        than f32 is refused.
        """))
  var precision: Precision = .f32

  @Option(help: ArgumentHelp("Cut texts to so many tokens, special ones included. (default: the model's maximum)", valueName: "n"))
  var maxLength: Int?

  @Option(
    help: ArgumentHelp(
      "Cut a longer text into windows instead, of which two neighbours share so many tokens.",
      discussion: """
        Each window is run by itself, and the store joins them to one example again: a token's score is its mean over the windows that hold \
        it, scaled so that the scores of the text add up to 1; a signed score is its sum over the windows divided by their number, and so are \
        bias and logit. The prediction follows from the windows' mean logits. Not for pairs.
        """, valueName: "n"))
  var stride: Int?

  @Option(help: ArgumentHelp("Threads that run the model. (default: one a processor)", valueName: "n"))
  var workers: Int?

  @Option(help: ArgumentHelp("Read only the first rows of the corpus.", valueName: "n"))
  var limit: Int?

  @OptionGroup
  var shardArguments: ShardArguments

  @Flag(
    help: ArgumentHelp(
      "Index a row whose text, pair or label has changed in place of the old example.",
      discussion: "Without this, such a row is refused."))
  var replace = false

  @Flag(
    help: ArgumentHelp(
      "At the end, remove examples that the corpus no longer has.",
      discussion: "Only where the corpus was read to its end and no row was unreadable, since that row may be any example's."))
  var prune = false

  @Option(
    help: ArgumentHelp(
      "At the end, compute so many of the texts again in f32, and record how far the results agree.",
      discussion: """
        The texts are spread evenly over those that this run indexed. Every method of the store is computed again, but imported ones. A dry \
        run does not count the time for it.
        """,
      valueName: "n"))
  var audit: Int?

  @Option(
    help: ArgumentHelp(
      "Wait so many seconds where another process has locked the store, or still reads in it when all is done.", valueName: "seconds"))
  var wait = IndexOptions.defaultWait

  @Flag(
    help: ArgumentHelp(
      "Create nothing: print what there is to index, and the time and the size of the store to expect.",
      discussion: "Reads and tokenizes the first 200,000 rows, runs the model over a few batches of them, and goes by the corpus' size."))
  var dryRun = false

  @Flag(help: "Print a summary as JSON on standard output.")
  var json = false

  @OptionGroup var progressArgument: ProgressArgument

  @Flag(help: "Show no progress and no summary.")
  var quiet = false

  func validate() throws {
    try progressArgument.refuse(quiet: quiet)
    _ = try options()
  }

  func run() throws {
    let options = try options()
    let console = progressArgument.console
    let interruption = Interruption()
    guard let store = options.store, !dryRun else { return try estimate(options, console, interruption) }
    let signals = interruption.listen {
      console.print("globenc-index: stopping once what was read is stored; Ctrl-C again ends at once")
    }
    defer { signals.forEach { $0.cancel() } }
    let outcome = try console.reportingFailures(of: interruption) {
      let outcome =
        try options.shard.map {
          try ShardRun(options: options, shard: $0, store: store, console: console, interruption: interruption).run()
        } ?? IndexRun(options: options, store: store, console: console, interruption: interruption).run()
      if json { try StandardOutput.print(outcome.summary.json, context: "everything is stored") }
      return outcome
    }
    if console.progress == .json {
      console.print(.summary) { object in
        outcome.summary.add(to: &object)
        object.add("stopped", outcome.signal != nil || outcome.auditSignal != nil)
      }
    }
    if let signal = outcome.signal {
      let row = outcome.summary.counts.lastRow.grouped
      console.print("globenc-index: stopped after row \(row), \(outcome.summary.text); run the same command again to continue")
      throw ExitCode(IndexExitStatus.stopped(by: signal))
    }
    if let signal = outcome.auditSignal {
      console.print("globenc-index: \(outcome.summary.text); the audit was stopped")
      throw ExitCode(IndexExitStatus.stopped(by: signal))
    }
    if !quiet, console.progress != .json { console.print("globenc-index: \(outcome.summary.text)") }
    if outcome.summary.counts.failed > 0 { throw ExitCode(IndexExitStatus.incomplete) }
  }

  /// Runs `--dry-run`.
  private func estimate(_ options: IndexOptions, _ console: Console, _ interruption: Interruption) throws {
    let signals = interruption.listen {}
    defer { signals.forEach { $0.cancel() } }
    let report = try console.reportingFailures(of: interruption) {
      let report = try DryRun(options: options, console: console, interruption: interruption).run()
      if let signal = interruption.signal { throw ExitCode(IndexExitStatus.stopped(by: signal)) }
      try StandardOutput.print(json ? report.json : report.text)
      return report
    }
    if report.failed > 0 { throw ExitCode(IndexExitStatus.incomplete) }
  }
}
