import Foundation
import Store
import Support

/// The option `--label-map`, which maps values of the corpus to classes.
enum LabelMap {
  /// Upper bound of the file's bytes.
  private static let longest = 1 << 20
  /// Names that a heading may give to its first column.
  private static let headings: Set<String> = ["label", "labels", "gold", "from", "corpus", "value", "key", "name", "source"]

  /// The pairs of the option: `NEG=negative,POS=positive`, or the path of a file with a JSON object or with two columns of CSV or TSV.
  /// - Throws: `IndexerError` where the file cannot be read, or a value occurs twice.
  static func pairs(_ option: String) throws -> [(label: String, name: String)] {
    let isFile = FileManager.default.fileExists(atPath: option)
    guard option.contains("="), !isFile else { return try unique(try file(option), option) }
    let pairs = try option.split(separator: ",", omittingEmptySubsequences: false).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw IndexerError("--label-map: '\(pair)' is no pair LABEL=CLASS: write them as NEG=negative,POS=positive, or name a file")
      }
      return (label: parts[0], name: parts[1])
    }
    return try unique(pairs, option)
  }

  /// The rule that the pairs make for a model.
  /// - Parameters:
  ///   - pairs: Values of the corpus, each with the name or number of a class.
  ///   - classes: The model's classes.
  /// - Returns: The rule.
  /// - Throws: `IndexerError` where a class does not exist.
  static func rule(_ pairs: [(label: String, name: String)], _ classes: ClassNames) throws -> LabelRule {
    guard !classes.names.isEmpty else {
      throw IndexerError("--label-map: the model has no classes that a label could be", kind: .incompatible)
    }
    var map: [ExactString: String] = [:]
    for (label, name) in pairs {
      guard let known = classes.namedLoosely(name) ?? LabelNumber.parse(name).flatMap(classes.numbered) else {
        throw IndexerError(
          "--label-map: '\(name)' is no class of the model, whose classes are \(LabelReport.list(classes.names))", kind: .notFound)
      }
      map[ExactString(label)] = known
    }
    return LabelRule(.map, map: map)
  }

  /// The rule of the option.
  /// - Parameters:
  ///   - option: The option as given on the command line.
  ///   - classes: The model's classes.
  ///   - corpus: The corpus; the map must match some of its labels.
  ///   - census: The labels of the corpus' first rows.
  /// - Returns: The rule.
  /// - Throws: `IndexerError` where the map matches none of them.
  static func rule(_ option: String, _ classes: ClassNames, _ corpus: Corpus, _ census: LabelCensus) throws -> LabelRule {
    let rule = try rule(try pairs(option), classes)
    let column = corpus.labelColumn
    guard !corpus.lacksLabelColumn else {
      let names = corpus.peek.columnNames.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
      throw IndexerError(
        "--label-map: the corpus '\(corpus.name)' has no column '\(column)' whose values could be mapped"
          + (names.isEmpty ? ": leave the option out" : "; it has \(names): name the one of the labels with --label"), kind: .notFound)
    }
    guard !census.areVectors(classes: classes.names.count) else {
      throw IndexerError(
        "--label-map: the labels in '\(column)' are lists of a 0 or 1 for each class, which have no names to map: leave the option out")
    }
    return rule
  }

  private static func unique(_ pairs: [(label: String, name: String)], _ option: String) throws -> [(label: String, name: String)] {
    guard !pairs.isEmpty else { throw IndexerError("--label-map: '\(option)' has no pairs") }
    var seen: [ExactString: String] = [:]
    for (label, name) in pairs {
      if let other = seen.updateValue(name, forKey: ExactString(label)), other != name {
        throw IndexerError("--label-map: the label '\(label)' is said to be '\(other)' and '\(name)'")
      }
    }
    return pairs
  }

  private static func file(_ path: String) throws -> [(label: String, name: String)] {
    let failure = { (reason: String) in IndexerError("--label-map: the file '\(path)' \(reason)") }
    guard let handle = FileHandle(forReadingAtPath: path), var data = try? handle.read(upToCount: longest + 1) ?? Data() else {
      throw failure("cannot be read, and it is no list of pairs such as NEG=negative,POS=positive")
    }
    guard data.count <= longest else { throw failure("has more than \(longest >> 20) MB") }
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
    guard String(validating: data, as: UTF8.self) != nil else { throw failure("is not text in UTF-8") }
    let text = data.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return text.first == UInt8(ascii: "{") ? try object(Array(text), failure) : try table(path, failure)
  }

  private static func object(_ bytes: [UInt8], _ failure: (String) -> IndexerError) throws -> [(label: String, name: String)] {
    var pairs: [(label: String, name: String)] = []
    var wrong: String?
    do {
      var scanner = JSONObjectScanner(bytes, unit: "file")
      _ = try scanner.members(slots: [:], count: 0) { label, value in
        switch value {
        case .string(let name), .number(let name): pairs.append((label, name))
        default: wrong = wrong ?? "holds for '\(label)' \(value.kind), not the name of a class"
        }
      }
    } catch let problem as JSONObjectScanner.Problem {
      throw failure("is \(problem.reason)")
    }
    if let wrong { throw failure(wrong) }
    return pairs
  }

  private static func table(_ path: String, _ failure: (String) -> IndexerError) throws -> [(label: String, name: String)] {
    let bytes = try ByteReader(path: path)
    let format: CorpusFormat = CorpusFormat(path: path) == .tsv ? .tsv : .csv
    var scanner = DelimitedRecordScanner(bytes, dialect: DelimitedDialect(format, layout: CorpusLayout(), beginning: bytes.upcoming))
    var pairs: [(label: String, name: String)] = []
    while try scanner.advance() {
      guard scanner.problem == nil, scanner.ends.count == 2 else {
        throw failure(
          "has on line \(scanner.line) \(scanner.ends.count == 2 ? "a wrong quote" : "not two columns but \(scanner.ends.count)")")
      }
      let fields = (0..<2).map { String(decoding: scanner.field($0), as: UTF8.self) }
      guard !fields[0].isEmpty, !fields[1].isEmpty else { throw failure("has an empty field on line \(scanner.line)") }
      pairs.append((fields[0], fields[1]))
    }
    if pairs.count > 1, let first = pairs.first, headings.contains(first.label.loosened) { pairs.removeFirst() }
    return pairs
  }
}
