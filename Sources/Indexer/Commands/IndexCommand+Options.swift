import ArgumentParser
import Foundation
import Store
import Support

extension IndexCommand {
  /// The options in one value.
  /// - Throws: `ValidationError` where the options contradict each other.
  func options() throws -> IndexOptions {
    guard dryRun || store != nil else { throw ValidationError("Missing expected argument '--store <file>'") }
    let keep = keep.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let named = [text, textPair, label, id].compactMap { $0 }
    guard !(named + keep).contains("") else { throw ValidationError("The name of a column is empty.") }
    guard Set(keep).count == keep.count else { throw ValidationError("--keep names a column twice.") }
    let layout = try layout(namesColumns: !(named.isEmpty && keep.isEmpty))
    try RunLimits(maxLength: maxLength, stride: stride, workers: workers, threshold: threshold).refuse(
      beside: textPair == nil ? nil : "--text-pair")
    if prune, corpus.contains("-") {
      throw ValidationError("--prune needs a corpus in a file: whether standard input was whole cannot be told.")
    }
    if prune, limit != nil { throw ValidationError("--prune needs the whole corpus; it does not go with --limit.") }
    if let audit, audit < 1 { throw ValidationError("--audit is a number of texts from 1, not \(audit).") }
    guard wait >= 0, wait <= 1e6 else { throw ValidationError("--wait is a number of seconds from 0, not \(wait).") }
    try shardArguments.refuse(replace: replace, prune: prune, dryRun: dryRun)
    if let limit, limit < 0 { throw ValidationError("--limit is a number of rows from 0, not \(limit).") }
    return IndexOptions(
      corpus: corpus, layout: layout, selection: ColumnSelection(text: text, textPair: textPair, label: label, id: id, keep: keep),
      labelMap: labelMap, threshold: threshold,
      model: model, store: store, methods: try methodArguments.choice(), layers: layers, codec: codec.codec, keepsTexts: !leavesTextsOut,
      precision: precision,
      maxLength: maxLength, stride: stride, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount, limit: limit,
      shard: try shardArguments.choice(),
      replaces: replace, prunes: prune, audit: audit, wait: wait, isQuiet: quiet)
  }

  /// The format of the corpus.
  /// - Throws: `ValidationError` where the format is unknown, or contradicts an option.
  private func layout(namesColumns: Bool) throws -> CorpusLayout {
    if corpus.count > 1, corpus.contains("-") { throw ValidationError("Standard input (-) is a corpus by itself: no files go with it.") }
    for path in corpus where !CorpusFiles.isFolder(path) {
      guard let format = format ?? CorpusFormat(path: path) else {
        // Opening the file gives an error of its own.
        if ForeignFormat(path: path) != nil { continue }
        throw ValidationError("The name '\(path.printable)' does not tell the format of the corpus: add --format.")
      }
      guard format.hasColumns || !namesColumns else { throw ValidationError("A corpus of plain text has no columns to be named.") }
      if delimiter != nil || quotes != nil, !format.isDelimited {
        throw ValidationError("--\(delimiter != nil ? "delimiter" : "quotes") is for CSV and TSV, not for \(format.rawValue).")
      }
    }
    return CorpusLayout(format: format, delimiter: try delimiter.map(Self.character(of:)), quotes: quotes)
  }

  /// The character that `--delimiter` names.
  private static func character(of name: String) throws -> UInt8 {
    switch name {
    case "tab", "\\t": return DelimitedDialect.tab
    case _ where name.utf8.count == 1 && !["\"", "\n", "\r", "\0"].contains(name): return name.utf8.first ?? DelimitedDialect.comma
    default: throw ValidationError("--delimiter is one character of ASCII, or tab, not '\(name.printable)'.")
    }
  }
}
