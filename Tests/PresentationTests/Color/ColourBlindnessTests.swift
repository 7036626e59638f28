import Foundation
import Testing

@testable import Presentation

struct ColourBlindnessTests {
  /// Simulated with the matrices of Machado, Oliveira & Fernandes (2009) at full severity, in linear light.
  @Test func theTwoSignsDifferForTheColourBlind() {
    let simulations: [[[Double]]] = [
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ]
    func seen(_ color: RGB, _ matrix: [[Double]]) -> [Double] {
      let linear = [color.red, color.green, color.blue].map { part in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return matrix.map { row in zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    for background in TerminalBackground.allCases {
      for (one, other) in zip(HeatScale.palette(for: background), HeatScale.palette(for: background, isAgainst: true)) {
        for matrix in simulations {
          let (left, right) = (seen(one.color, matrix), seen(other.color, matrix))
          // What is for a class has more red and green than blue, what is against it more blue.
          #expect(left[1] > left[2] && right[2] > right[1], "\(one.number) \(other.number)")
        }
      }
    }
  }
}
