/// Punctuation as BERT's word splitting defines it.
public enum Punctuation {
  /// Whether a text has punctuation, and besides it only characters that tokenizers drop.
  public static func isAll(of text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains(where: contains) && scalars.allSatisfy { contains($0) || DroppedScalars.contain($0) }
  }

  /// Printable ASCII characters except letters and digits, and Unicode's categories P.
  @inlinable
  public static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 33...47, 58...64, 91...96, 123...126: return true
    case ..<128: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation:
      return true
    default: return false
    }
  }
}
