/// A share as people read it, in percent with one decimal.
///
/// All output of shares uses this text, so that one number reads the same everywhere. The page of a report has a copy in `data.js`, which
/// counts in the same hundredths.
public enum Percentage {
  /// "43.2 %": rounded to the nearest tenth, halves away from 0.
  ///
  /// Only a share of exactly 0 is "0 %", and only a share of exactly 1 is "100 %": others that would round to them become "< 0.1 %" and
  /// "99.9 %".
  public static func text(_ share: Double) -> String { number(share) + " %" }

  /// The text without its unit: "43.2", "< 0.1".
  public static func number(_ share: Double) -> String {
    guard share.isFinite, share.magnitude < 1e12 else { return "\(share)" }
    let tenths = tenths(ofHundredths: hundredths(share.magnitude))
    if tenths == 0, share != 0 { return share > 0 ? "< 0.1" : "> -0.1" }
    if tenths == 1000, share.magnitude < 1 { return share > 0 ? "99.9" : "-99.9" }
    return (share < 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
  }

  /// Whole hundredths of a percent in a share of at least 0, the form in which a page holds it. A share above 0 has at least one of them,
  /// and a share below 1 less than 10,000.
  ///
  /// They are rounded down, so that rounding them to tenths gives the same as rounding the share to tenths. A millionth is added first, so
  /// that 12.35 % has 1,235 of them although 0.1235 is no binary fraction.
  public static func hundredths(_ share: Double) -> Int {
    let hundredths = Int((share * 10_000 + 1e-6).rounded(.down))
    return share > 0 && share < 1 ? min(max(hundredths, 1), 9999) : hundredths
  }

  private static func tenths(ofHundredths hundredths: Int) -> Int { (hundredths + 5) / 10 }
}
