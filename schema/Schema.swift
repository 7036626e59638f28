/// The SQL of every migration, oldest first, embedded in the binary.
public enum Schema {
  /// Pairs of a migration's name and its SQL.
  public static var migrations: [(name: String, sql: String)] {
    [("v1", String(decoding: PackageResources.v1_sql, as: UTF8.self))]
  }
}
