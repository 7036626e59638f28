/// The SQL of every version of the store, embedded in the binary.
///
/// A store is a SQLite file with this `application_id`; its `user_version` is the number of migrations that made it.
public enum Schema {
  /// "GlbE" in ASCII, by which a store is distinguished from other SQLite files.
  public static let applicationID: Int32 = 0x476C_6245

  /// The schema version of stores that this program writes.
  public static var version: Int { migrations.count }

  /// The migrations' SQL, oldest first. Migration n leads from version n to version n + 1; a new file has version 0.
  public static var migrations: [String] {
    [PackageResources.v1_sql, PackageResources.v2_sql, PackageResources.v3_sql].map { String(decoding: $0, as: UTF8.self) }
  }

  /// The SQL of the table that a store of one shard of a corpus has beside the others. It belongs to no version: older programs of the
  /// same version read such a store, and leave the table alone.
  public static var shard: String { String(decoding: PackageResources.shard_sql, as: UTF8.self) }

  /// The SQL of views through which a connection reads a store of an older version as one of the newest; nil for the newest.
  public static func reading(version: Int) -> String? {
    switch version {
    case 1: String(decoding: PackageResources.v1_reading_sql, as: UTF8.self)
    case 2: String(decoding: PackageResources.v2_reading_sql, as: UTF8.self)
    default: nil
    }
  }
}
