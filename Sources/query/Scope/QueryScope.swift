import Presentation
import Store
import Synchronization

/// What a command reads and writes while a server runs it in place of the command line: stores that are open already, an answer in memory,
/// and remarks that are kept.
///
/// A server that runs the commands themselves gives their answers byte for byte.
final class QueryScope: Sendable {
  /// The scope of the command that is running; nil on the command line.
  @TaskLocal static var current: QueryScope?

  /// The open stores, by the names by which commands are given them.
  private let stores: [String: AttributionStore]
  let answer: AnswerBuffer
  /// How the server shows a report; nil where it is a file.
  let report: ServedReport?
  private let following = Mutex<String?>(nil)
  private let said = Mutex<[String]>([])
  /// Number of remarks that were not kept.
  private let unsaid = Mutex(0)

  /// - Parameters:
  ///   - stores: The stores, by name.
  ///   - limit: The largest answer, in bytes.
  ///   - report: How the server shows a report; nil where it is a file.
  init(stores: [String: AttributionStore], limit: Int, report: ServedReport? = nil) {
    (self.stores, answer, self.report) = (stores, AnswerBuffer(limit: limit), report)
  }

  /// Id of the example behind which a list of examples goes on; nil where it has no more, and for other answers.
  var next: String? { following.withLock { $0 } }

  /// Keeps where a list goes on.
  func goOn(after id: String?) { following.withLock { $0 = id } }

  /// The remarks so far, each once.
  var remarks: [String] {
    let more = unsaid.withLock { $0 }
    return said.withLock { $0 } + (more > 0 ? ["and \(more) remarks more"] : [])
  }

  /// Number of remarks that are kept; of further ones only their number is.
  private static let mostRemarks = 20

  /// Keeps a remark.
  func say(_ remark: String) {
    said.withLock { said in
      if said.count > Self.mostRemarks {
        unsaid.withLock { $0 += 1 }
      } else if !said.contains(remark) {
        said.append(remark)
      }
    }
  }

  /// The open store of that name.
  /// - Throws: `QueryFailure` where there is none.
  func store(named name: String) throws -> AttributionStore {
    guard let store = stores[name] else { throw QueryFailure.noResult("no store '\(name)' is served here") }
    return store
  }

  /// - Throws: `QueryFailure`, in a scope, for an option that names a file: only the user of the command line may have files read.
  static func refuseFile(of option: String) throws {
    if current != nil { throw QueryFailure.wrongUsage("\(option) names a file, which a server does not read for a page") }
  }
}
