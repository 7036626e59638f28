@testable import Engine

extension LocalMatrix {
  /// The matrices of the paper, which the golden files of its authors' code have: all but ALTI's.
  static let ofPaper = allCases.filter { $0 != .alti }

  /// Its name in the golden files and in the paper.
  var goldenName: String {
    switch self {
    case .w: "W"
    case .wFixedRes: "W-FixedRes"
    case .wRes: "W-Res"
    case .n: "N"
    case .nFixedRes: "N-FixedRes"
    case .nRes: "N-Res"
    case .nResLN: "N-ResLN"
    case .nEnc: "N-Enc"
    case .alti: "ALTI"
    }
  }
}
