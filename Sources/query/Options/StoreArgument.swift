import ArgumentParser
import Foundation
import Presentation
import Store

/// The store of a subcommand.
struct StoreArgument: ParsableArguments {
  @Argument(help: "The store that globenc-index wrote.", completion: .file())
  var store: String

  /// The store's file.
  var url: URL { URL(fileURLWithPath: store) }

  /// Opens the store for reading.
  /// - Throws: `QueryFailure` where the file is missing, foreign, newer or truncated.
  func open() throws -> AttributionStore { try Self.open(store) }

  /// Opens the store at a path, read-only.
  /// - Throws: `QueryFailure` where the file is missing, foreign, newer or truncated.
  static func open(_ path: String) throws -> AttributionStore {
    do {
      return try AttributionStore.openForReading(at: URL(fileURLWithPath: path))
    } catch let error as StoreError {
      throw QueryFailure.cannotOpen(error)
    }
  }
}
