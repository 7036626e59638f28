/// The SQL of every version of the store, embedded in the binary.
///
/// A store is a SQLite file with this `application_id`; its `user_version` is the number of migrations that made it.
public enum Schema {
  /// "GlbE" in ASCII: tells a store from other SQLite files.
  public static let applicationID: Int32 = 0x476C_6245

  /// The migrations' SQL, oldest first. Number n leads from version n to version n + 1; a new file starts at 0.
  public static var migrations: [String] {
    [String(decoding: PackageResources.v1_sql, as: UTF8.self)]
  }
}
