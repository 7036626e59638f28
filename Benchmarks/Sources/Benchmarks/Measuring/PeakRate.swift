import CProduct
import Engine

/// What the processor can do at most with the instructions that our own kernels use: multiply-adds on registers, on one thread.
struct PeakRate {
  let precision: Precision

  /// Nil where there is no loop for the instruction set in use.
  init?(_ precision: Precision) {
    self.precision = precision
    guard peak_run(AttributionModel.instructionSet, precision.product, 1) > 0 else { return nil }
  }

  /// Speed in FLOP/s, two for each multiply-add, over at least `flops` of work.
  func rate(flops: Double) -> Double {
    var done = 0.0
    let seconds = Clock.threadSeconds { done = peak_run(AttributionModel.instructionSet, precision.product, flops) }
    return done / seconds
  }
}

extension Precision {
  /// The number format of a yardstick's factors.
  var product: product_type {
    switch self {
    case .f32: PRODUCT_F32
    case .bf16: PRODUCT_BF16
    case .int8: PRODUCT_INT8
    }
  }
}
