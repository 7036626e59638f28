import ArgumentParser
import Engine
import Foundation
import Store
import Support

extension ExplainCommand {
  /// The options in one value, as of a run that begins a store.
  /// - Throws: `ValidationError` where the options contradict each other.
  func options() throws -> IndexOptions {
    try refuseMixture()
    if let limit, limit < 1 { throw ValidationError("-k is a number of tokens from 1, not \(limit).") }
    let pairs = pair != nil ? "--pair" : rows.textPair != nil ? "--text-pair" : nil
    try RunLimits(maxLength: modelRun.maxLength, stride: modelRun.stride, workers: modelRun.workers, threshold: modelRun.threshold).refuse(
      beside: pairs)
    // A text in one piece is run by one thread.
    let processors = ProcessInfo.processInfo.activeProcessorCount
    return IndexOptions(
      corpus: ["-"], layout: CorpusLayout(format: .jsonl),
      selection: ColumnSelection(text: rows.text, textPair: rows.textPair ?? pair.map { _ in "pair" }, label: rows.label, id: rows.id),
      labelMap: modelRun.labelMap, threshold: modelRun.threshold, model: model, store: nil, methods: try methods(), layers: .final,
      precision: modelRun.precision, maxLength: modelRun.maxLength, stride: modelRun.stride,
      workers: modelRun.workers ?? (jsonl || modelRun.stride != nil ? processors : 1), isQuiet: quiet)
  }

  /// The methods to compute: a method that is to be shown is computed without being named twice.
  private func methods() throws -> MethodChoice {
    var arguments = modelRun.methods
    arguments.methods = arguments.methods ?? shown.method
    let choice = try arguments.choice()
    let methods = choice.methods ?? [.nEnc]
    let chosen = try shown.method.map { name in
      guard let method = methods.first(where: { $0.rawValue == name }) else {
        throw ValidationError("--method is one of --methods, \(methods.map(\.rawValue).joined(separator: ", ")), not '\(name.printable)'.")
      }
      return method
    }
    if let className = shown.className, !(chosen ?? methods[0]).isSigned {
      throw ValidationError(
        "--class \(className.printable) is for methods with a sign, such as decompx-linear, and \((chosen ?? methods[0]).rawValue) has none: "
          + "name one with --method.")
    }
    return choice
  }

  /// Refuses options for rows beside one text, and options for one text beside rows.
  private func refuseMixture() throws {
    if jsonl {
      guard text == "-" else { throw ValidationError("With --jsonl, rows come from standard input: write - in place of the text.") }
      let alone = [("--pair", pair != nil), ("--gold", gold != nil), ("--json", json)].first { $0.1 }?.0 ?? marks.given
      if let alone { throw ValidationError("\(alone) is for one text: it does not go with --jsonl.") }
      if rows.given.contains(where: \.name.isEmpty) { throw ValidationError("The name of a column is empty.") }
      return
    }
    guard text != "-" else { throw ValidationError("- stands for rows of JSON on standard input: add --jsonl.") }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("The text is empty: there is nothing to explain.") }
    if let pair, pair.allSatisfy(\.isWhitespace) { throw ValidationError("The second text is empty: leave --pair out.") }
    if let column = rows.given.first {
      throw ValidationError(
        "\(column.option) names a column of rows: it goes with --jsonl"
          + (column.option == "--text-pair" ? "; the second text of one text is --pair." : "."))
    }
    if json, let mark = marks.given { throw ValidationError("\(mark) is for the terminal: it does not go with --json.") }
    if limit != nil, !json { throw ValidationError("-k is for --json and --jsonl: in the terminal, all of the text is shown.") }
  }
}
