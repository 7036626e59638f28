import ArgumentParser
import Engine
import Foundation
import Store
import Support

/// `globenc-index ablate`: takes words out of their texts and asks the model again.
struct AblateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablate",
    abstract: "Take words out of the texts that hold them, and count the predictions that change.",
    discussion: """
      Examples:
        globenc-index ablate reviews.db --model my-bert --word not --word film
        globenc-index ablate reviews.db --model my-bert --cues -k 10
        globenc-query evaluation reviews.db       shows the results
        globenc-query cues reviews.db             shows them beside the purity of each word

      A word that goes with a label need not be the reason for the prediction. Here the word is taken out of every text that holds it, up to \
      --sample texts, and the model is asked again: how many predictions change, to which class, and by how much the logit of the class \
      predicted at first changes. A random other word of the same text, punctuation aside, is taken out for comparison, and a p-value says how \
      often chance makes a difference as large as that between the two (a sign-flip test over the texts). Texts that were cut into windows are \
      left out; copies of a text count like any, as if they were independent.

      The results of each word are kept in the store at once, so that Ctrl-C loses one word at most; the same command goes on.

      Exit status: 0 done; 1 no text holds some of the words; 2 it could not run; 64 wrong usage; 129, 130 and 143 stopped by a signal.
      """)

  @OptionGroup var arguments: ModelRunArguments

  @Option(
    help: ArgumentHelp("A word, spelled as globenc-query lists it; this option can be given several times.", valueName: "word"))
  var word: [String] = []

  @Flag(
    help: "Take out the words that globenc-query cues --words lists by the store's first method: strong words that go with one gold label.")
  var cues = false

  @Option(name: .customShort("k"), help: ArgumentHelp("With --cues, how many words. (default: 20)", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("With --cues, the least share of a word's occurrences in one label. (default: 0.9)", valueName: "p"))
  var purity: Double?

  @Option(help: ArgumentHelp("The largest number of texts of each word, drawn at random.", valueName: "n"))
  var sample = 500

  @Option(help: ArgumentHelp("Chooses the texts and the other words: the same number, the same choice.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    if word.contains(where: { $0.allSatisfy(\.isWhitespace) }) { throw ValidationError("--word is a word, not blanks.") }
    guard !word.isEmpty || cues else { throw ValidationError("Name what to take out: --word WORD, or --cues.") }
    guard cues || (limit == nil && purity == nil) else { throw ValidationError("-k and --purity choose among --cues: add --cues.") }
    if let limit, limit < 1 { throw ValidationError("-k is a number of words from 1, not \(limit).") }
    if let purity, !(0...1).contains(purity) { throw ValidationError("--purity is a number from 0 to 1, not \(purity).") }
    try ModelRunArguments.refuse(sample: sample)
  }

  func run() throws {
    let console = arguments.progressArgument.console
    let start = ContinuousClock.now
    let interruption = Interruption()
    let signals = interruption.listen {
      console.print("globenc-index: stopping; the words that are done are kept; Ctrl-C again ends at once")
    }
    defer { signals.forEach { $0.cancel() } }
    let tally = try console.reportingFailures(of: interruption) { try ablate(console, interruption) }
    for name in tally.absent {
      console.print(
        "globenc-index: warning: no text holds the word '\(name)', beside texts in windows: globenc-query tokens \(arguments.store) --words lists words"
      )
    }
    if console.progress == .json {
      console.print(.summary) { object in
        tally.add(to: &object)
        object.add("seconds", IndexSummary.rounded((ContinuousClock.now - start).inSeconds))
        object.add("stopped", interruption.isRequested)
      }
    }
    if let signal = interruption.signal {
      console.print("globenc-index: stopped; run the same command again to continue")
      throw ExitCode(IndexExitStatus.stopped(by: signal))
    }
    if !arguments.quiet, console.progress != .json {
      console.print("globenc-index: \(tally.text); globenc-query evaluation \(arguments.store) shows the results")
    }
    if !tally.absent.isEmpty { throw ExitCode(IndexExitStatus.incomplete) }
  }

  private func ablate(_ console: Console, _ interruption: Interruption) throws -> AblationTally {
    let reader = try arguments.reader()
    let model = try StoreModel.open(arguments.model, for: reader, methods: [])
    guard model.hasHead, model.configuration.problemType == .singleLabel else {
      throw IndexerError("the model does not give each text one class, so that no prediction can change to another", kind: .incompatible)
    }
    let words = try chosenWords(in: reader)
    return try arguments.write(to: reader, with: model, console, interruption) { store, runner, progress in
      let ablation = WordAblation(store: store, runner: runner, sample: sample, seed: seed)
      var tally = AblationTally()
      for (place, word) in words.enumerated() where !interruption.isRequested {
        progress.show(StepReport.Step(verb: "took out", done: place, all: words.count, unit: "words"))
        switch try ablation.run(word) {
        case .absent: tally.absent.append(word)
        case .known: tally.known += 1
        case .stopped: break
        case .done(let results):
          try store.add(results) { $0.word.map(ExactString.init) == ExactString(word) && WordAblation.metrics.contains($0.metric) }
          tally.add(results)
        }
      }
      return tally
    }
  }

  /// The words of the command line, and then the cues, each once. A word that is only there in lower case, as with an uncased model, is that one.
  private func chosenWords(in store: AttributionStore) throws -> [String] {
    var words = try word.map(Word.name(spelled:)).map { name in
      let small = name.lowercased()
      return try store.count(ExampleFilter(word: name)) == 0 && store.count(ExampleFilter(word: small)) > 0 ? small : name
    }
    if cues {
      guard try !store.labels().isEmpty else {
        throw IndexerError(
          "no example has a gold label, so that no word goes with one: name words with --word", kind: .notFound)
      }
      let found = try store.cues(
        Cue.Bounds(purity: purity ?? 0.9), of: .gold, units: .words, limit: limit ?? 20, isListed: { !Punctuation.isAll(of: $0.spelling) })
      guard !found.isEmpty || !words.isEmpty else {
        throw IndexerError(
          "no word is a cue, strong and nearly always with one gold label: lower --purity, or name words with --word", kind: .notFound)
      }
      words += found.map(\.token)
    }
    return words.map(ExactString.init).withoutRepetitions.map(\.string)
  }
}
