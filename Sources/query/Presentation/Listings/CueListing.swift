package import Store
import Support

/// The output of suspected cues with their evidence.
package struct CueListing {
  private static let columns = ["token", "label", "count", "purity", "mean", "ratio"]
  private static let evidence = 3

  let cues: [Cue]
  let bounds: Cue.Bounds
  let side: Cue.Side
  let slice: ExampleSlice
  let examples: Int
  let ablations: AblatedCues
  /// The tokens as a person reads them; nil for words.
  let pieces: PieceTexts?

  package init(
    cues: [Cue], bounds: Cue.Bounds, side: Cue.Side, slice: ExampleSlice, examples: Int, evaluations: [Evaluation],
    pieces: PieceTexts? = nil
  ) {
    (self.cues, self.bounds, self.side, self.pieces) = (cues, bounds, side, pieces)
    (self.slice, self.examples) = (slice, examples)
    ablations = AblatedCues(evaluations)
  }

  /// The rows: for people with one column that lists the ids of the examples, else with a column for each id.
  package func listing(as format: ListingFormat) -> Listing {
    let members: [JSONOutput.Member] = [
      (key: "examples", value: .cell(.integer(examples))), (key: "side", value: .cell(.text(side.rawValue))),
      (key: "min_ratio", value: .cell(.double(bounds.ratio))), (key: "min_purity", value: .cell(.double(bounds.purity))),
      (key: "min_count", value: .cell(.integer(bounds.count))),
    ]
    let ids = (1...Self.evidence).map { "example_\($0)" }
    return Listing(
      caption: slice.description(count: examples) + ": strong tokens that go with one \(side.rawValue) label"
        + (slice.scores?.caption ?? "") + (format.isForPeople ? ablations.caption : "") + (pieces == nil ? "" : PieceTexts.note),
      members: slice.members + members, rowsKey: "cues",
      columns: Self.columns + ablations.columns(format) + (format.isForPeople ? ["examples"] : ids),
      rows: cues.map { cue in
        let examples = cue.evidence.map(\.id)
        let cells: [Cell] =
          format.isForPeople
          ? [.text(examples.joined(separator: ", "))] : ids.indices.map { examples.indices.contains($0) ? .text(examples[$0]) : .null }
        return [
          PieceTexts.cell(of: cue.token, pieces, as: format), .text(cue.label), .integer(cue.count), .double(cue.purity), .double(cue.mean),
          .double(cue.ratio),
        ] + ablations.cells(of: pieces?.word(of: cue.token) ?? cue.token, format) + cells
      })
  }
}
