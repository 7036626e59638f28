import Foundation

/// A file format that is not supported, but that a well-known program converts into a supported one.
enum ForeignFormat: CaseIterable {
  case gzip, bzip2, xz, zstandard, zip, parquet, arrow, excel, excel97

  /// The format of a file name's extension; nil for others.
  init?(path: String) {
    let suffix = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let format = Self.allCases.first(where: { $0.suffixes.contains(suffix) }) else { return nil }
    self = format
  }

  /// The format of a file's first bytes; nil for others. An Excel file begins like any zip archive, so its name decides.
  init?(beginning: some Collection<UInt8>, path: String) {
    guard let format = Self.allCases.first(where: { !$0.magic.isEmpty && beginning.starts(with: $0.magic) }) else { return nil }
    self = format == .zip && Self(path: path) == .excel ? .excel : format
  }

  private var suffixes: [String] {
    switch self {
    case .gzip: ["gz", "gzip", "tgz"]
    case .bzip2: ["bz2"]
    case .xz: ["xz"]
    case .zstandard: ["zst", "zstd"]
    case .zip: ["zip"]
    case .parquet: ["parquet", "pq"]
    case .arrow: ["arrow", "feather"]
    case .excel: ["xlsx", "xlsm"]
    case .excel97: ["xls"]
    }
  }

  private var magic: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .bzip2: Array("BZh".utf8)
    case .xz: [0xFD] + Array("7zXZ".utf8)
    case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
    case .zip: Array("PK".utf8) + [0x03, 0x04]
    case .parquet: Array("PAR1".utf8)
    case .arrow: Array("ARROW1".utf8)
    case .excel: []
    case .excel97: [0xD0, 0xCF, 0x11, 0xE0]
    }
  }

  /// One sentence that names the corpus' format and a command that converts it.
  func sentence(corpus path: String) -> String {
    let isPipe = path == "-"
    let file = isPipe ? "FILE" : path.shellQuoted
    let name = isPipe ? "standard input" : "corpus '\(path)'"
    func unpacked(_ program: String, as kind: String) -> String {
      let inner = CorpusFormat(path: path) ?? CorpusFormat(path: URL(fileURLWithPath: path).deletingPathExtension().path)
      let format = inner.map { $0 == .jsonl ? "" : " --format \($0.rawValue)" } ?? ""
      return "\(name) is \(kind): unpack it on its way in (\(program) \(file) | globenc-index -\(format) ...)"
    }
    func streamed(as kind: String) -> String {
      "\(name) is \(kind), which is not read here: the Python package globenc-store streams it in "
        + "(python3 -m globenc_store.index \(file) --model DIR --store FILE)"
    }
    func python(_ module: String, _ call: String, as kind: String) -> String {
      "\(name) is \(kind), which is not read here: write it as JSONL on its way in "
        + "(python3 -c 'import sys, \(module); \(call)' \(file) | globenc-index - ...)"
    }
    let pandas = "orient=\"records\", lines=True)"
    switch self {
    case .gzip where path.lowercased().hasSuffix(".tgz") || path.lowercased().hasSuffix(".tar.gz"):
      return "\(name) is a compressed archive: take its file out on the way in (tar -xzOf \(file) | globenc-index - ...)"
    case .gzip: return unpacked("gzip -dc", as: "compressed with gzip")
    case .bzip2: return unpacked("bzip2 -dc", as: "compressed with bzip2")
    case .xz: return unpacked("xz -dc", as: "compressed with xz")
    case .zstandard: return unpacked("zstd -dc", as: "compressed with Zstandard")
    case .zip: return unpacked("unzip -p", as: "a zip archive")
    case .parquet: return streamed(as: "a Parquet file")
    case .arrow: return streamed(as: "an Arrow file")
    case .excel, .excel97:
      return python("pandas", "pandas.read_excel(sys.argv[1]).to_json(sys.stdout, \(pandas)", as: "an Excel workbook")
    }
  }
}

extension String {
  /// The text as one word of a shell's command line.
  var shellQuoted: String {
    let plain = utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "/._-+,:@%=".utf8.contains(byte)
    }
    return plain && !isEmpty && !hasPrefix("-") ? self : "'" + replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
