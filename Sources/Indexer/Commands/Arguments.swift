public import ArgumentParser
public import Engine
public import Store

// Enums whose raw values are the command line's spellings. Other values are wrong usage.

extension CorpusFormat: ExpressibleByArgument {}
extension QuoteRule: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension StoreSettings.Layers: ExpressibleByArgument {}

/// The names of the codecs on the command line.
enum CodecName: String, CaseIterable, ExpressibleByArgument {
  case compact, lossless

  /// The codec of the name.
  var codec: MatrixCodec {
    switch self {
    case .compact: .tenthPercent
    case .lossless: .lossless
    }
  }
}
