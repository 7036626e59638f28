import Foundation
package import Store
package import Support

/// The output of a matrix with its tokens.
package struct MatrixListing {
  let example: String
  let layer: MatrixLayer
  /// Of a text that was indexed in windows, the window, from 1, and the number of all; nil for a text in one piece.
  let window: (number: Int, count: Int)?
  let method: Method
  /// Whether JSON names the aggregate of the method's matrices, too.
  let namesAggregate: Bool
  /// `[T]`
  let tokens: [String]
  /// The tokens as a person reads them. `[T]`
  let texts: [String]
  /// `[T, T]`
  let matrix: ScaledMatrix

  package init(
    example: String, layer: MatrixLayer, window: (number: Int, count: Int)?, method: Method, namesAggregate: Bool,
    tokens: [VocabularyPiece], matrix: ScaledMatrix
  ) {
    (self.example, self.layer, self.window, self.method, self.namesAggregate) = (example, layer, window, method, namesAggregate)
    (self.tokens, self.matrix) = (tokens.map(\.name), matrix)
    let pieces = PieceTexts(tokens)
    texts = self.tokens.map(pieces.text(of:))
  }

  /// The power of two by which all values are multiplied.
  private var scale: Double { scalbn(1, matrix.exponent) }

  /// The raw values, `matrix.values` times the scale; the product is exact in double precision. `[T, T]`
  private var rawValues: [Double] {
    let scale = scale
    return matrix.values.map { Double($0) * scale }
  }

  /// Writes the matrix in a format.
  package func write(as format: MatrixFormat, to sink: ByteSink) throws {
    switch format {
    case .csv, .tsv, .md, .excel: try writeRows(as: ListingFormat(rawValue: format.rawValue) ?? .csv, to: sink)
    case .json: try sink.write(json.text + "\n")
    case .jsonl: try writeLines(to: sink)
    case .npy: try sink.write(NPY.bytes(of: rawValues, size: matrix.size))
    }
  }

  private func writeRows(as format: ListingFormat, to sink: ByteSink) throws {
    let tokens = format.isForPeople ? texts : tokens
    let writer = try format.rowWriter(columns: ["token"] + tokens, to: sink)
    let values = rawValues
    for row in 0..<matrix.size {
      let cells = values[row * matrix.size..<(row + 1) * matrix.size].map(Cell.double)
      try writer?.write([.text(tokens[row])] + cells, to: sink)
    }
  }

  /// Writes an object for each row of the matrix.
  private func writeLines(to sink: ByteSink) throws {
    for row in 0..<matrix.size {
      let line = JSONOutput.object(
        head + [
          (key: "position", value: .cell(.integer(row))), (key: "token", value: .cell(.text(tokens[row]))),
          (key: "scale", value: .cell(.double(scale))), (key: "values", value: values(of: row)),
        ])
      try sink.write(line.text + "\n")
    }
  }

  private var layerCell: Cell {
    switch layer {
    case .final: .text("final")
    case .layer(let number): .integer(number)
    }
  }

  /// The values of one row, without the scale.
  private func values(of row: Int) -> JSONOutput {
    .array(matrix.values[row * matrix.size..<(row + 1) * matrix.size].map { .cell(.single($0)) })
  }

  private var json: JSONOutput {
    let rows = (0..<matrix.size).map(values(of:))
    return .object(
      head + [
        (key: "tokens", value: .array(tokens.map { .cell(.text($0)) })), (key: "scale", value: .cell(.double(scale))),
        (key: "values", value: .array(rows)),
      ])
  }

  /// The members that say which matrix it is.
  private var head: [JSONOutput.Member] {
    let windows = window.map { [(key: "window", value: JSONOutput.integer($0.number)), (key: "windows", value: .integer($0.count))] } ?? []
    return [(key: "example", value: .cell(.text(example))), (key: "layer", value: .cell(layerCell))] + windows
      + [(key: "method", value: .cell(.text(method.name)))]
      + (namesAggregate ? [(key: "aggregate", value: .cell(Cell(method.aggregate?.rawValue)))] : [])
  }
}
