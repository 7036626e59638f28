/// The Unicode blocks whose characters BERT's tokenizer separates as Chinese: each character is a word of its own.
///
/// The blocks follow the reference, whose block of extension E begins at U+2B920 instead of U+2B820
/// (https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/bert.rs).
public enum ChineseBlocks {
  /// Whether a character lies in one of the blocks.
  public static func contain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x3400: false
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF,
      0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
