import Support

extension BadRow {
  /// The end of a sentence about a file that is not in UTF-8.
  static func conversion(_ file: String) -> String {
    let isStream = file == "-" || file == ByteReader.standardInput
    return ": where it is in an older encoding, convert it (iconv -f WINDOWS-1252 -t UTF-8 \(isStream ? "FILE" : file.shellQuoted) > OTHER)"
  }
}
