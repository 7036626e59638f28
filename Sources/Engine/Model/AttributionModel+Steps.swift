extension AttributionModel {
  /// The number of steps in which a watcher is told of a text's explanation, as far as the tokens tell it. A step is what a method does after
  /// the forward pass: a point of the path of Integrated Gradients, a masked text of Occlusion, a layer of DecompX, another backward pass; or
  /// where no method does anything then, a layer of the forward pass.
  /// - Parameter encoding: The tokens of the text.
  /// - Returns: The number; attempts of Integrated Gradients with more steps, which only the scores tell, come later.
  public func steps(of encoding: Encoding) -> Int {
    countsLayers(of: encoding) ? encoder.layers.count : prepared.reduce(0) { $0 + ($1.steps(of: encoding) ?? 0) }
  }

  /// Whether the steps of a text are the layers of the forward pass.
  func countsLayers(of encoding: Encoding) -> Bool { prepared.allSatisfy { $0.steps(of: encoding) == nil } }
}
