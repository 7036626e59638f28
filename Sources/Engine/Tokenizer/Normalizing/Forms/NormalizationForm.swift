/// One of Unicode's normalization forms: the normalizers NFC, NFD, NFKC and NFKD.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/unicode.rs
struct NormalizationForm: Normalizer, Equatable {
  static let nfc = NormalizationForm(isCompatible: false, composes: true)
  static let nfd = NormalizationForm(isCompatible: false, composes: false)
  static let nfkc = NormalizationForm(isCompatible: true, composes: true)
  static let nfkd = NormalizationForm(isCompatible: true, composes: false)

  /// Whether scalars that only differ in appearance become one, such as the full-width "A".
  let isCompatible: Bool
  /// Whether marks are put together with the letters before them.
  let composes: Bool

  func normalize(_ text: inout NormalizedText) {
    guard let firstActive = text.bytes.firstIndex(where: { $0 >= 0x80 }) else { return }
    let table = isCompatible ? FormTable.compatibility : FormTable.canonical
    let bytes = text.bytes
    var output = NormalizedText()
    output.reserve(bytes.count)
    var run = FormRun(table: table, composes: composes)
    // Bytes before `copied` are in the output. A scalar that stays begins the run of the others behind it, if they may compose with it.
    var copied = 0
    var position = firstActive
    var lastStaying = composes && firstActive > 0 ? firstActive - 1 : firstActive
    while position < bytes.count {
      let (scalar, length) = bytes[position] < 0x80 ? (Unicode.Scalar(bytes[position]), 1) : UTF8.scalar(in: bytes, at: position)
      if stays(scalar, table) {
        lastStaying = composes ? position : position + length
        position += length
        continue
      }
      let end = endOfRun(in: bytes, from: position + length, table)
      output.append(text, copied..<lastStaying)
      run.append(text, lastStaying..<end, to: &output)
      (copied, position, lastStaying) = (end, end, end)
    }
    if copied == 0 { return }
    output.append(text, copied..<bytes.count)
    text = output
  }

  private func stays(_ scalar: Unicode.Scalar, _ table: FormTable) -> Bool {
    if scalar.isASCII { return true }
    return composes ? table[scalar].staysInComposedText : table[scalar].staysInDecomposedText
  }

  /// The position of the next scalar that stays.
  private func endOfRun(in bytes: [UInt8], from start: Int, _ table: FormTable) -> Int {
    var position = start
    while position < bytes.count {
      let (scalar, length) = UTF8.scalar(in: bytes, at: position)
      if stays(scalar, table) { break }
      position += length
    }
    return position
  }
}
