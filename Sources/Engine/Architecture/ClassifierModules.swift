/// The two dense layers of a family's text classifier, which reads the last hidden state of the first token.
struct ClassifierModules: Sendable {
  /// The function between the two layers.
  enum Activation: Sendable {
    /// The hyperbolic tangent.
    case tanh
    /// `x * Phi(x)`, independently of `hidden_act`.
    case gelu
    /// `max(x, 0)`, independently of the feed-forward block's activation.
    case relu
    /// The tanh approximation of `gelu`.
    case geluTanh
    /// `x * sigmoid(x)`
    case silu
  }

  /// The first layer. `[D, D]`
  let dense: String
  let activation: Activation
  /// The key of a setting of that function, whose default `activation` is; nil in a family without.
  var activationKey: String?
  /// The second layer. A checkpoint has a classifier if it has the weight of this layer. `[C, D]`
  let output: String
}
