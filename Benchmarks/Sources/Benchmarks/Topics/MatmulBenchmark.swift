import CKernels
import Engine

/// The speed of the plain product on one thread: oneDNN's, and that of our own kernel, compared with it and with what the processor can do at most.
struct MatmulBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    var rows: [Row] = []
    for (name, inputs, outputs) in [("BERT-base", 768, 3_072), ("MiniLM-L6", 384, 1_536)] {
      for precision in Precision.allCases {
        rows += try measure(
          precision, inputs: inputs, outputs: outputs, "[256, \(inputs)] x [\(inputs), \(outputs)], \(name), \(precision.rawValue)")
      }
    }
    return rows
  }

  private func measure(_ precision: Precision, inputs: Int, outputs: Int, _ label: String) throws -> [Row] {
    let product = MatrixProduct(precision, inputs: inputs, outputs: outputs)
    let own = PortableProduct(precision, inputs: inputs, outputs: outputs)
    let peak = PeakRate(precision)
    let flops = setting.isQuick ? 1e10 : 4e10
    // What is missing is not measured.
    let sides: [(() throws -> Double)?] = [
      product.map { product in { try product.rate(flops: flops) } }, own.map { own in { own.rate(flops: flops) } },
      peak.map { peak in { peak.rate(flops: flops) } },
    ]
    var samples = try Interleaving.measure(repetitions: setting.repetitions, sides.compactMap(\.self))[...]
    let measured = sides.map { $0 == nil ? nil : samples.removeFirst() }
    let (library, kernel, most) = (measured[0], measured[1], measured[2])
    var rows: [Row] = []
    if let library { rows.append(Row(.matmul, "oneDNN's matmul, \(label)", library.map { $0 / 1e9 }, .gigaflops)) }
    if let most { rows.append(Row(.matmul, "peak: multiply-adds on registers, \(precision.rawValue)", most.map { $0 / 1e9 }, .gigaflops)) }
    if let kernel, let most {
      rows.append(
        Row(.matmul, "our own kernel over the peak, \(label)", kernel.over(most), .ratio, target: precision == .f32 ? .atLeast(0.90) : nil))
    }
    if let kernel, let library { rows.append(Row(.matmul, "our own kernel over oneDNN, \(label)", kernel.over(library), .ratio)) }
    return rows
  }
}
