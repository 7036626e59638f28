/// A share as people read it: in percent, with one decimal.
///
/// Every place that shows a share goes through this text, so that one figure reads the same everywhere. The page of a report has its
/// own copy in `data.js`, which counts in the same hundredths.
public enum Percentage {
  /// "43.2 %": rounded to the nearest tenth, halves away from 0.
  ///
  /// 0 % and 100 % are said of nothing else: a share that would round to one of the two is held back at "< 0.1 %" or "99.9 %".
  public static func text(_ share: Double) -> String { number(share) + " %" }

  /// The same without its unit: "43.2", "< 0.1".
  public static func number(_ share: Double) -> String {
    guard share.isFinite, share.magnitude < 1e12 else { return "\(share)" }
    let tenths = tenths(ofHundredths: hundredths(share.magnitude))
    if tenths == 0, share != 0 { return share > 0 ? "< 0.1" : "> -0.1" }
    if tenths == 1000, share.magnitude < 1 { return share > 0 ? "99.9" : "-99.9" }
    return (share < 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
  }

  /// Whole hundredths of a percent in a share of at least 0: what a page keeps of it. A share above 0 keeps one at least, one below 1
  /// not all.
  ///
  /// They are rounded down, so that rounding them to tenths gives what rounding the share to tenths gives; a millionth is added first,
  /// so that 12.35 % is 1,235 of them though 0.1235 is no binary fraction.
  public static func hundredths(_ share: Double) -> Int {
    let hundredths = Int((share * 10_000 + 1e-6).rounded(.down))
    return share > 0 && share < 1 ? min(max(hundredths, 1), 9999) : hundredths
  }

  private static func tenths(ofHundredths hundredths: Int) -> Int { (hundredths + 5) / 10 }
}
