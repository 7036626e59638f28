import ArgumentParser
import Store

/// A layer on the command line: `final`, or a number from 1.
struct LayerArgument: ExpressibleByArgument {
  let layer: MatrixLayer

  init(_ layer: MatrixLayer) { self.layer = layer }

  init?(argument: String) {
    if argument == "final" {
      layer = .final
    } else if let number = Int(argument), number > 0 {
      layer = .layer(number)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { layer.description }
}
