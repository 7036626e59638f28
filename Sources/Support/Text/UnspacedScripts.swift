/// Scripts that are written without spaces between words: Han, kana, Thai, Lao, Khmer, Myanmar and the Tai scripts.
public enum UnspacedScripts {
  /// Whether a character is of one of these scripts, by its block.
  public static func contain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x0E00: false
    // Thai and Lao; Myanmar; Khmer; Tai Le, New Tai Lue and Khmer Symbols; Tai Tham; Myanmar Extended; Tai Viet.
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19FF, 0x1A20...0x1AAF, 0xA9E0...0xA9FF, 0xAA60...0xAADF: true
    // Radicals; iteration marks and zero; kana; Bopomofo; kana extensions; half-width kana; kana supplements.
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF, 0x3100...0x312F, 0x31A0...0x31BF, 0x31F0...0x31FF, 0xFF66...0xFF9F,
      0x1AFF0...0x1B16F:
      true
    default: ChineseBlocks.contain(scalar)
    }
  }
}
