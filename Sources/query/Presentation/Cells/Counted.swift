/// Numbers of things in words.
package enum Counted {
  /// "1 example", "2 examples"; `noun` is the singular of a noun that takes an s.
  package static func text(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// "1 near copy", "2 near copies".
  static func copies(_ number: Int) -> String { number == 1 ? "1 near copy" : "\(number) near copies" }
}
