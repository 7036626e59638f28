import Foundation
import TestSupport

/// The rooms of a module: its folders, each with the files in it and in the folders below.
struct SourceModule {
  /// A file that mentions a type of a room above its own.
  struct Violation: CustomStringConvertible {
    let file: String
    let room: String
    let type: String
    let owner: String

    var description: String { "\(file) needs \(type) of \(owner)" }
  }

  /// Folders in a module's folder that are modules themselves.
  private static let libraries = ["query/Presentation"]

  /// The name of the room of files that lie in no folder.
  static let root = "."

  /// The names in the files of each room, by file name.
  let rooms: [String: [String: SwiftNames]]

  init(_ module: String) throws {
    let folder = Fixtures.repository.appendingPathComponent("Sources/\(module)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
      path.hasSuffix(".swift") && !Self.libraries.contains { $0 != module && "\(module)/\(path)".hasPrefix($0 + "/") }
    }
    rooms = try paths.reduce(into: [:]) { rooms, path in
      let room = path.contains("/") ? String(path.prefix { $0 != "/" }) : Self.root
      let source = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      rooms[room, default: [:]][path] = SwiftNames(of: source)
    }
  }

  /// The uses of types of higher rooms.
  /// - Parameter order: The rooms, each above the ones that it may use.
  /// - Returns: One violation for each file and type.
  func violations(of order: [String]) -> [Violation] {
    let level = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var owners: [String: String] = [:]
    for (room, files) in rooms {
      for name in files.values.flatMap(\.declared) { owners[name] = room }
    }
    return rooms.flatMap { room, files in
      files.flatMap { file, names in
        names.mentioned.sorted().compactMap { type -> Violation? in
          guard let owner = owners[type], !names.declared.contains(type), let own = level[room], let other = level[owner], other > own
          else {
            return nil
          }
          return Violation(file: file, room: room, type: type, owner: owner)
        }
      }
    }.sorted { $0.description < $1.description }
  }
}
