import ArgumentParser
import Foundation
import Presentation
import Store

/// The store that every subcommand reads.
struct StoreArgument: ParsableArguments {
  @Argument(help: "The store that globenc-index wrote.", completion: .file())
  var store: String

  /// Where the store is.
  var url: URL { URL(fileURLWithPath: store) }

  /// Opens it, read-only.
  /// - Throws: `QueryFailure` with status 2 where it is missing, foreign, newer or truncated.
  func open() throws -> AttributionStore { try Self.open(store) }

  /// Opens the store at a path, read-only.
  /// - Throws: `QueryFailure` with status 2 where it is missing, foreign, newer or truncated.
  static func open(_ path: String) throws -> AttributionStore {
    do {
      return try AttributionStore.openForReading(at: URL(fileURLWithPath: path))
    } catch let error as StoreError {
      throw QueryFailure.cannotRun(error.description)
    }
  }
}
