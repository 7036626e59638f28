import CKernels
import Engine

/// The speed of the plain product on one thread, which is the yardstick of the rows below it; and our own kernel, compared with it.
struct MatmulBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    var rows: [Row] = []
    for (name, inputs, outputs) in [("BERT-base", 768, 3_072), ("MiniLM-L6", 384, 1_536)] {
      let shape = "[256, \(inputs)] x [\(inputs), \(outputs)], \(name)"
      for precision in Precision.allCases {
        guard let product = MatrixProduct(precision, inputs: inputs, outputs: outputs) else { continue }
        let own = precision == .f32 ? PortableProduct(inputs: inputs, outputs: outputs) : nil
        let flops = setting.isQuick ? 1e10 : 4e10
        let samples = try Interleaving.measure(
          repetitions: setting.repetitions,
          [{ try product.rate(flops: flops) }] + (own.map { own in [{ own.rate(flops: flops / 2) }] } ?? []))
        rows.append(Row(.matmul, "oneDNN's matmul, \(shape), \(precision.rawValue)", samples[0].map { $0 / 1e9 }, .gigaflops))
        if samples.count > 1 {
          rows.append(Row(.matmul, "our own kernel over oneDNN, \(shape), f32", samples[1].over(samples[0]), .ratio, target: .atLeast(0.5)))
        }
      }
    }
    return rows
  }
}
