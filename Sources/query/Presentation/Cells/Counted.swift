/// Numbers with a noun.
package enum Counted {
  /// A text such as "1 example" or "2 examples"; `noun` is the singular of a noun whose plural ends in s.
  package static func text(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// A text such as "1 near copy" or "2 near copies".
  static func copies(_ number: Int) -> String { number == 1 ? "1 near copy" : "\(number) near copies" }
}
