import CKernels
import Foundation
enum LinearActivation: Sendable { case none, gelu, geluTanh, relu, silu
  init(_ a: ModelConfiguration.Activation) { switch a { case .gelu: self = .gelu; case .geluTanh: self = .geluTanh; case .relu: self = .relu; case .silu: self = .silu } } }
final class LinearContext { init() {} }
enum Backend { static let name = "stub"; static let instructionSet = "x" }
final class Linear: Sendable {
  let weight: [Float], bias: [Float], outputs: Int, inputs: Int, act: LinearActivation
  init(weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation, precision: Precision) {
    self.weight = weight; self.bias = bias ?? [Float](repeating: 0, count: outputs); self.outputs = outputs; self.inputs = inputs; self.act = activation }
  convenience init(_ c: Checkpoint, _ name: String, outputs: Int, inputs: Int, activation: LinearActivation = .none, precision: Precision) throws {
    self.init(weight: try c.tensor(name + ".weight", shape: [outputs, inputs]), bias: try c.tensor(name + ".bias", shape: [outputs]), outputs: outputs, inputs: inputs, activation: activation, precision: precision) }
  func run(_ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>, context: LinearContext) {
    for r in 0..<rows { ge_affine(weight, bias, x + r * inputs, outputs, inputs, y + r * outputs) }
   for i in 0..<rows*outputs { let x = y[i]; switch act { case .none: break; case .gelu: y[i] = 0.5*x*(1+erf(x*0.70710678)); case .geluTanh: y[i] = 0.5*x*(1+tanh(0.7978845608*(x+0.044715*x*x*x))); case .relu: y[i]=max(x,0); case .silu: y[i]=x/(1+exp(-x)) } } }
}
