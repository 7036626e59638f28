public import ArgumentParser
public import Engine
public import Store

// Enums whose raw values are what the command line takes: a value that is not among them is wrong usage.

extension CorpusFormat: ExpressibleByArgument {}
extension QuoteRule: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension StoreSettings.Layers: ExpressibleByArgument {}

/// The names of the codecs on the command line.
enum CodecName: String, CaseIterable, ExpressibleByArgument {
  case compact, lossless

  /// The codec of that name.
  var codec: MatrixCodec {
    switch self {
    case .compact: .tenthPercent
    case .lossless: .lossless
    }
  }
}
