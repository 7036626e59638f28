/// An encoding of text other than UTF-8, recognised by the first bytes of a file.
enum TextEncoding: String {
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case utf32LittleEndian = "UTF-32LE"
  case utf32BigEndian = "UTF-32BE"

  /// The encoding of the bytes, recognised by a byte order mark or by the positions of zeros; nil where neither decides.
  ///
  /// In UTF-16, each ASCII character is a zero and its own byte. Where a quarter of the bytes are zeros, all at even or all at odd
  /// positions, the file is not UTF-8 text with a stray zero. `CodeUnits` recognises other scripts.
  init?(beginning: some Collection<UInt8>) {
    let bytes = Array(beginning.prefix(1024))
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      self = .utf32LittleEndian
    } else if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .utf32BigEndian
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      let zeros = bytes.indices.filter { bytes[$0] == 0 }
      let isMany = zeros.count >= 2 && zeros.count * 4 >= bytes.count
      if isMany, zeros.allSatisfy({ !$0.isMultiple(of: 2) }) {
        self = .utf16LittleEndian
      } else if isMany, zeros.allSatisfy({ $0.isMultiple(of: 2) }) {
        self = .utf16BigEndian
      } else if let encoding = CodeUnits.encoding(of: bytes) {
        self = encoding
      } else {
        return nil
      }
    }
  }

  /// One sentence for a corpus in this encoding, with a command that converts it.
  func sentence(corpus path: String) -> String {
    let (name, file) = path == "-" ? ("standard input", "FILE") : ("corpus '\(path)'", path.shellQuoted)
    let kind = rawValue.prefix(6)
    return "\(name) is \(kind): convert it to UTF-8 (iconv -f \(rawValue) -t UTF-8 \(file) > OTHER)"
  }
}
