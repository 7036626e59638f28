public import ArgumentParser
public import Engine
public import Store

// Enums whose raw values are what the command line takes: a value that is not among them is wrong usage.

extension CorpusFormat: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension StoreSettings.Layers: ExpressibleByArgument {}
