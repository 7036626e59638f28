/// Scalars that tokenizers drop without a trace: they end no word and belong to no token.
///
/// The categories follow the newest Unicode. A tokenizer follows Unicode 8.0 (`ScalarTraits` of Engine), and keeps marks that are younger.
public enum DroppedScalars {
  /// Whether BERT's normalizer drops a scalar: control characters except tab, line feed and carriage return; format characters, such as
  /// joiners and soft hyphens; private use; and nonspacing marks, which are dropped with accents.
  @inlinable
  public static func contain(_ scalar: Unicode.Scalar) -> Bool {
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
