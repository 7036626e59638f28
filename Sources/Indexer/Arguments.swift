public import ArgumentParser
public import Engine
public import Store

// Enums whose raw values are what the command line takes: a value that is not among them is wrong usage.

extension CorpusFormat: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension StoreSettings.Layers: ExpressibleByArgument {}

extension MatrixCodec: ExpressibleByArgument {
  /// The codec of that name.
  public init?(argument: String) { self.init(name: argument) }

  /// The names.
  public static var allValueStrings: [String] { [MatrixCodec.tenthPercent, .lossless].map(\.name) }

  /// The name.
  public var defaultValueDescription: String { name }
}
