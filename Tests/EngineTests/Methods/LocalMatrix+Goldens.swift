@testable import Engine

extension LocalMatrix {
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
    }
  }
}
