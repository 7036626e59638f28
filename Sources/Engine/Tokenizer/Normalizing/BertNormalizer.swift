/// BERT's text normalization.
///
/// Mirrors `BertNormalizer` of Hugging Face's tokenizers and, where marks are reordered, the alignments of its `NormalizedString`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/bert.rs
struct BertNormalizer: Normalizer, Equatable {
  /// `clean_text`: drops control characters, and turns all white space into U+0020.
  var cleansText = true
  /// `handle_chinese_chars`: puts spaces around each ideograph.
  var separatesChinese = true
  /// `strip_accents`: decomposes, and drops nonspacing marks.
  var stripsAccents = true
  /// `lowercase`
  var lowercases = true

  func normalize(_ text: inout NormalizedText) {
    text.replace(by: normalized(text.bytes, text.bytes.indices, firstScalar: 0))
  }

  func normalized(_ bytes: [UInt8], _ range: Range<Int>, firstScalar: Int) -> NormalizedText {
    var output = NormalizedText()
    var marks = MarkRun(lowercases: lowercases)
    var position = range.lowerBound
    var origin = Int32(firstScalar)
    output.reserve(range.count)
    while position < range.upperBound {
      let byte = bytes[position]
      if byte < 0x80 {
        if let ascii = asciiImage(of: byte) {
          if !marks.isEmpty { marks.flush(to: &output) }
          output.append(ascii, from: origin)
        }
        position += 1
      } else {
        let (scalar, length) = UTF8.scalar(in: bytes, at: position)
        append(scalar, origin, &marks, to: &output)
        position += length
      }
      origin += 1
    }
    marks.flush(to: &output)
    return output
  }

  /// The byte that an ASCII character becomes; nil where it is dropped.
  private func asciiImage(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): lowercases ? byte | 0x20 : byte
    case 0x20..<0x7F: byte
    case 0x09, 0x0A, 0x0D: cleansText ? 0x20 : byte
    default: cleansText ? nil : byte
    }
  }

  private func append(_ scalar: Unicode.Scalar, _ origin: Int32, _ marks: inout MarkRun, to output: inout NormalizedText) {
    let traits = ScalarTraits.of(scalar)
    if cleansText, traits.contains(.isControl) { return }
    if cleansText, traits.contains(.isWhitespace) {
      marks.flush(to: &output)
      output.append(0x20, from: origin)
      return
    }
    let isSeparated = separatesChinese && traits.contains(.isChinese)
    if isSeparated {
      marks.flush(to: &output)
      output.append(0x20, from: origin)
    }
    if stripsAccents, traits.contains(.isCanonicallyActive) {
      marks.append(scalar, from: origin, to: &output)
    } else {
      marks.flush(to: &output)
      if !(stripsAccents && traits.contains(.isAccent)) {
        output.append(scalar, lowercased: lowercases && traits.contains(.isUpperCase), from: origin)
      }
    }
    if isSeparated { output.append(0x20, from: origin) }
  }
}
