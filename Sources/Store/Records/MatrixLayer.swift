/// The layer of a matrix.
public enum MatrixLayer: Sendable, Hashable, CustomStringConvertible {
  /// The aggregated matrix (the rollout).
  case final
  /// The local matrix of an encoder layer; 1 is the first.
  case layer(Int)

  /// "final", or the layer's number.
  public var description: String {
    switch self {
    case .final: "final"
    case .layer(let number): String(number)
    }
  }

  /// A name for messages, such as "the matrix of example 'a', window 2, layer final".
  func naming(example id: String, window: Int?, method: Method? = nil) -> String {
    "the matrix of example '\(id)'\(window.map { ", window \($0)" } ?? ""), layer \(self)\(method.map { ", method \($0)" } ?? "")"
  }

  /// The number in the schema: 0 for the aggregated matrix, else the layer's number.
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
