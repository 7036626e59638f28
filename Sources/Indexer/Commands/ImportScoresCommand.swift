import ArgumentParser
import Engine
import Foundation
import Store
import Support

/// `globenc-index import-scores`: gives the examples of a store the scores of another program.
struct ImportScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-scores",
    abstract: "Give the examples of a store the scores of another program, for comparison.",
    discussion: """
      Examples:
        globenc-index import-scores reviews.db lime.jsonl --name lime --signed
        globenc-index import-scores reviews.db saliency.npz --name saliency
        globenc-index import-scores reviews.db shap.npz --name shap --signed --class positive --replace

      A line of JSONL is {"id": "42", "scores": [0.1, ...]}, of scores with a sign also with "class" and, if the program knows it, "logit". A \
      .npz of NumPy has an array of float32 or float64 for each example, under its id. There is a score for each token that the store has, \
      special ones included. Scores without sign are not negative, and are divided by their sum; those with a sign may have any unit, and \
      what the logit has more than their sum is the bias: the logit of the file, else the store's.

      Queries then take --method NAME. Examples without scores in the file have none. An example that is indexed anew with another text loses \
      them; with the same text it keeps them. A run of the indexer never computes them.

      Exit status: 0 done; 2 it could not run, or a line or array is wrong, and nothing was changed; 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("The store.", valueName: "store"), completion: .file())
  var store: String

  @Argument(
    help: ArgumentHelp("A file of scores: .npz, or JSONL under any other name; - is JSONL on standard input.", valueName: "scores"),
    completion: .file())
  var scores: String

  @Option(help: ArgumentHelp("The name of the method, for --method: a-z, 0-9, '.', '_' and '-'.", valueName: "name"))
  var name: String

  @Flag(help: "The scores speak for and against a class.")
  var signed = false

  @Option(
    name: .customLong("class"), help: ArgumentHelp("The class that signed scores explain, where the file does not say.", valueName: "name"))
  var className: String?

  @Flag(help: "Replace all scores that an earlier import under this name brought.")
  var replace = false

  @Option(help: ArgumentHelp("Wait so many seconds where another process has locked the store.", valueName: "seconds"))
  var wait = IndexOptions.defaultWait

  func validate() throws {
    let isName = { (scalar: Unicode.Scalar) in ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) }
    guard let first = name.unicodeScalars.first, isName(first), name.unicodeScalars.count <= 64,
      name.unicodeScalars.allSatisfy({ isName($0) || "._-".unicodeScalars.contains($0) })
    else {
      throw ValidationError(
        "--name begins with a-z or 0-9 and has at most 64 characters of a-z, 0-9, '.', '_' and '-', unlike '\(name.printable)'.")
    }
    guard AttributionMethod(rawValue: name) == nil, !Self.reserved.contains(name) else {
      throw ValidationError("--name \(name) means something else to the programs: choose another name.")
    }
    guard className == nil || signed else { throw ValidationError("--class goes with --signed.") }
    guard wait >= 0, wait <= 1e6 else { throw ValidationError("--wait is a number of seconds from 0, not \(wait).") }
  }

  /// Names with a meaning of their own: `--method all` of an export, and the order that evaluations compare with.
  private static let reserved: Set = ["all", "random", "leave-one-out", "ablation"]

  func run() throws {
    let console = Console()
    try console.reportingFailures {
      let url = URL(fileURLWithPath: store)
      let reader = try AttributionStore.openForReading(at: url)
      let wait = LockWait(
        seconds: wait,
        onWait: { [store] in
          console.print("globenc-index: waiting for another process that has the store '\(store)' in use")
        })
      let writer = try AttributionStore.openForWriting(at: url, settings: reader.settings, wait: wait)
      let importing = Result {
        try ScoreImporting(name: name, isSigned: signed, className: className, replaces: replace).run(scores, into: writer)
      }
      let all = Result { try writer.summary().examples }
      let closing = Result { try writer.close() }
      let examples = try importing.get()
      let lacking = try all.get() - examples
      if try !closing.get() {
        console.print(
          "globenc-index: warning: another process has the store '\(store)' open, so that \(store)-wal stays beside it until the next run; it is "
            + "not needed")
      }
      let rest = lacking == 0 ? "" : "; \(lacking.grouped) ha\(lacking == 1 ? "s" : "ve") none"
      console.print(
        "globenc-index: imported scores by \(name) of \(examples.grouped) example\(examples == 1 ? "" : "s") into the store \(store)\(rest)"
      )
    }
  }
}
