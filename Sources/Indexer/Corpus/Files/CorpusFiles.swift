import Foundation
import Store
import Support

/// A file of a corpus.
struct CorpusFile: Sendable, Equatable {
  /// Its path, or "-" for standard input.
  var path: String
  var format: CorpusFormat

  /// Whether it can be opened twice; a pipe cannot.
  var isRegular: Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Size in bytes; nil where it is unknown.
  var size: Int? {
    var status = stat()
    return isRegular && stat(path, &status) == 0 ? Int(status.st_size) : nil
  }
}

/// The files that the command line names, including the files in folders.
enum CorpusFiles {
  /// Whether the path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The files in the order in which they are read: as the command line names them, and in a folder by the bytes of their names.
  /// - Throws: `IndexerError` where a folder has no corpus or files of several formats, or where a file is named twice.
  static func files(_ paths: [String], layout: CorpusLayout) throws -> [CorpusFile] {
    var files: [CorpusFile] = []
    for path in paths {
      if isFolder(path) {
        files += try folder(path, layout: layout)
      } else {
        // A file name with another known extension is refused when the file is opened.
        files.append(CorpusFile(path: path, format: layout.format ?? CorpusFormat(path: path) ?? .jsonl))
      }
    }
    var known: Set<FileIdentity> = []
    for file in files where file.isRegular {
      guard let identity = FileIdentity(path: file.path) else { continue }
      guard known.insert(identity).inserted else { throw IndexerError("the corpus has the file '\(file.path)' twice") }
    }
    return files
  }

  /// The corpus files of a folder, without its subfolders.
  private static func folder(_ path: String, layout: CorpusLayout) throws -> [CorpusFile] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw IndexerError("the folder '\(path)' cannot be read: \(String(cString: strerror(errno)))", kind: .unavailable)
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    let all = names.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { name in CorpusFormat(path: name).map { CorpusFile(path: base + name, format: $0) } }
      .filter { !isFolder($0.path) }
    let files = layout.format.map { format in all.filter { $0.format == format } } ?? all
    guard !files.isEmpty else {
      let foreign = names.sorted().first { ForeignFormat(path: $0) != nil }
      let kinds = layout.format.map(\.rawValue) ?? "jsonl, ndjson, json, csv, tsv or txt"
      throw IndexerError(
        "the folder '\(path)' has no file whose name ends in \(kinds)"
          + (foreign.map { "; '\($0)' is of a format that is not read here" } ?? ""), kind: .notFound)
    }
    let formats = Set(files.map(\.format.rawValue)).sorted()
    guard formats.count == 1 else {
      throw IndexerError(
        "the folder '\(path)' has files of several formats, \(formats.joined(separator: " and ")): choose those of one with --format, or name the files",
        kind: .incompatible)
    }
    return files
  }

  /// A sentence for each folder that has files of an unsupported format.
  static func notices(_ paths: [String]) -> [String] {
    paths.filter(isFolder).compactMap { path in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      let foreign = names.filter { !$0.hasPrefix(".") && ForeignFormat(path: $0) != nil }.sorted()
      guard let first = foreign.first else { return nil }
      return
        "'\(first)' \(foreign.count == 1 ? "" : "and \(foreign.count - 1) more ")in the folder '\(path)' \(foreign.count == 1 ? "is" : "are") of "
        + "a format that is not read here, and left out"
    }
  }

  /// The name of the corpus in one line.
  static func name(of paths: [String]) -> String {
    paths.count <= 3 ? paths.joined(separator: ", ") : "\(paths[0]), \(paths[1]) and \(paths.count - 2) more"
  }
}
