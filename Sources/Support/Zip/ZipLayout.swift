/// The numbers of the zip format that readers and writers share (APPNOTE.TXT 6.3.9 of PKWARE, sections 4.3.7 to 4.5.3).
///
/// ``ZipWriter`` writes archives. The reader of checkpoints has its own file access and errors, and so is beside the checkpoints.
public enum ZipLayout {
  /// The first four bytes of a record, which tell its kind.
  public enum Signature {
    /// The header before each member.
    public static let localHeader: UInt32 = 0x0403_4B50
    /// A member's entry in the directory.
    public static let entry: UInt32 = 0x0201_4B50
    /// The end of an archive.
    public static let end: UInt32 = 0x0605_4B50
    /// The end of an archive with the longer fields of zip64.
    public static let longEnd: UInt32 = 0x0606_4B50
    /// The record with the place of the longer end.
    public static let locator: UInt32 = 0x0706_4B50
  }

  /// The bytes of a record without its parts of variable length.
  public enum Size {
    /// The header before a member.
    public static let localHeader = 30
    /// An entry of the directory.
    public static let entry = 46
    /// The end of an archive.
    public static let end = 22
    /// The longer end.
    public static let longEnd = 56
    /// The record with the place of the longer end.
    public static let locator = 20
  }

  /// The tag of the extra field for numbers that do not fit into 32 bits.
  public static let longFields: UInt16 = 1
  /// The value of a 32-bit field whose number is in ``longFields``.
  public static let elsewhere = UInt32.max
}
