extension NormalizedText {
  /// Whether all scalars are ASCII, which most normalizers leave alone.
  var isASCII: Bool { !bytes.contains { $0 >= 0x80 } }

  /// Changes the ASCII characters one by one into others.
  mutating func mapASCII(_ image: (UInt8) -> UInt8) {
    self = NormalizedText(bytes: bytes.map { $0 < 0x80 ? image($0) : $0 }, origins: origins)
  }

  /// Changes some scalars, whose origins the new ones get.
  /// - Parameters:
  ///   - isChanged: Whether a scalar does not stay.
  ///   - write: Appends what takes a scalar's place, perhaps nothing, to the output.
  mutating func changeScalars(
    where isChanged: (Unicode.Scalar) -> Bool, _ write: (Unicode.Scalar, _ origin: Int32, _ output: inout NormalizedText) -> Void
  ) {
    var output = NormalizedText()
    // Bytes before `copied` are in the output.
    var (copied, position) = (0, 0)
    while position < bytes.count {
      let (scalar, length) = UTF8.scalar(in: bytes, at: position)
      if isChanged(scalar) {
        output.reserve(bytes.count - copied)
        output.append(self, copied..<position)
        write(scalar, origins[position], &output)
        copied = position + length
      }
      position += length
    }
    if copied == 0 { return }
    output.append(self, copied..<bytes.count)
    self = output
  }
}
