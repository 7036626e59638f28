/// Scalars that tokenizers drop without a trace, so that they end no word and are tokens of none.
enum DroppedScalars {
  /// Whether BERT's normalizer drops it: control characters but tab, line feed and carriage return; formats, such as joiners and soft
  /// hyphens; private use; nonspacing marks, which go where accents do.
  static func contain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: return false
    case ..<0x80: return scalar.value < 0x20 || scalar.value == 0x7F
    case 0xFFFD: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .nonspacingMark: return true
    default: return false
    }
  }
}
