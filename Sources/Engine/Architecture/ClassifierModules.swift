/// The two dense layers that a family's classifier of texts has over the first token's last hidden state.
struct ClassifierModules: Sendable {
  /// What is between the two layers.
  enum Activation: Sendable {
    /// The hyperbolic tangent.
    case tanh
    /// `x * Phi(x)`, whatever `hidden_act` says.
    case gelu
  }

  /// The first layer. `[D, D]`
  let dense: String
  let activation: Activation
  /// The second layer; a checkpoint has a classifier where this has a weight. `[C, D]`
  let output: String
}
