import Foundation

/// The system's descriptions of errors.
enum SystemError {
  /// The text of `errno`.
  static var last: String { text(of: errno) }

  /// The text of an error number.
  static func text(of number: Int32) -> String { String(cString: strerror(number)) }
}
