/// Which matrix of an example is meant.
public enum MatrixLayer: Sendable, Hashable, CustomStringConvertible {
  /// The aggregated matrix (the rollout).
  case final
  /// The local matrix of an encoder layer; 1 is the first.
  case layer(Int)

  /// "final" or the layer's number.
  public var description: String {
    switch self {
    case .final: "final"
    case .layer(let number): String(number)
    }
  }

  /// "the matrix of example 'a', window 2, layer final", for messages.
  func naming(example id: String, window: Int?) -> String {
    "the matrix of example '\(id)'\(window.map { ", window \($0)" } ?? ""), layer \(self)"
  }

  /// 0 for the aggregated matrix, else the layer's number: how the schema counts them.
  var index: Int {
    switch self {
    case .final: 0
    case .layer(let number): number
    }
  }

  init(index: Int) {
    self = index == 0 ? .final : .layer(index)
  }
}
