import CKernels

@testable import Engine

/// A packed batch, with its Gram matrices by the kernels and by their definition.
struct GramCase {
  let heads: Int
  let headSize: Int
  /// `N`
  let rows: Int
  /// Queries, keys and values. `[N, 3 D]`
  let projected: [Float]
  /// `W_O` `[D, D]`
  let outputWeight: [Float]
  let gamma1, gamma2: [Float]
  /// The layer's input. `[N, D]`
  let input: [Float]

  var size: Int { heads * headSize }
  /// Distance of two rows of the result, in floats.
  var ldt: Int { rows + 16 }
  /// Rows of the result: one for each pair of the H + 1 vectors.
  var pairs: Int { (heads + 1) * (heads + 2) / 2 }

  /// The result of the kernel for U and values in this precision. `[(H + 1) (H + 2) / 2, ldt]`
  func matrices(_ precision: Precision) -> [Float] {
    let map = FixedMap(
      outputWeight: outputWeight, gamma1: gamma1, gamma2: gamma2, heads: heads, headSize: headSize, precision: precision)
    var gram = [Float](repeating: -7, count: pairs * ldt)
    var scratch = [Float](repeating: .nan, count: ge_gram_scratch(heads, headSize))
    projected.withUnsafeBufferPointer { projected in
      input.withUnsafeBufferPointer { input in
        gamma1.withUnsafeBufferPointer { gamma1 in
          gamma2.withUnsafeBufferPointer { gamma2 in
            var senders = ge_senders(
              heads: heads, head_size: headSize, value: projected.baseAddress.map { $0 + 2 * size }, ld: 3 * size, x: input.baseAddress,
              gamma1: gamma1.baseAddress, gamma2: gamma2.baseAddress)
            switch map.packed {
            case .f32(let u): ge_gram(u, &senders, rows, &scratch, &gram, ldt)
            case .bf16(let u): ge_gram_bfloat16(u, &senders, rows, &scratch, &gram, ldt)
            }
          }
        }
      }
    }
    return gram
  }

  /// The matrices of token `token` by their definition, in double precision: the vectors are computed one after another.
  func definition(token: Int) -> [Double] {
    let naive = NaiveLayer(
      tokens: 1, heads: heads, headSize: headSize, query: [], key: [], value: [], outputWeight: [], gamma1: gamma1.map(Double.init),
      gamma2: gamma2.map(Double.init), input: [])
    let value = projected[(token * 3 + 2) * size..<(token * 3 + 3) * size].map(Double.init)
    var sent = (0..<heads).map { h in
      naive.fixedMap(
        (0..<size).map { r in
          (h * headSize..<(h + 1) * headSize).reduce(0.0) { $0 + Double(outputWeight[r * size + $1]) * value[$1] }
        })
    }
    sent.append(naive.fixedMap(input[token * size..<(token + 1) * size].map(Double.init)))
    var result: [Double] = []
    for h in 0...heads {
      for g in h...heads {
        let product = zip(sent[h], sent[g]).reduce(0.0) { $0 + $1.0 * $1.1 }
        result.append(g == h ? product : 2 * product)
      }
    }
    return result
  }
}
