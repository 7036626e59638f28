import Store

@testable import Presentation

/// Settings of stores whose pages are made.
enum PageSettings {
  /// Settings with these methods and classes.
  static func make(methods: [Method], classes: [String] = ["negative", "positive"]) -> StoreSettings {
    StoreSettings(
      model: "m", modelFingerprint: "00", tokenizerFingerprint: "11", methods: methods.map { MethodSettings($0) }, precision: "f32",
      maxLength: 128, layers: .final, columns: .init(text: "text", textPair: nil, label: "label", id: "id", keep: []), labels: classes,
      problemType: .singleLabel)
  }

  /// The scores of a page.
  static func scores(of settings: StoreSettings, opening: ScoreSelection, hasGold: Bool = true) -> ReportScores {
    ReportScores(opening: ScoreChoice(opening, settings: settings), settings: settings, hasGold: hasGold)
  }
}
