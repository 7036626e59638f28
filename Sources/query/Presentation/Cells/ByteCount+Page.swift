package import Support

extension ByteCount {
  /// The default size of a page.
  package static let page = ByteCount(bytes: 2_000_000)
}
