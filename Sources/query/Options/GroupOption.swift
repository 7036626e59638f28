import ArgumentParser
import Presentation
import Store
import Support

/// The option `--group-by`, which repeats a listing for each value of a column.
struct GroupOption: ParsableArguments {
  @Option(
    name: .customLong("group-by"),
    help: ArgumentHelp(
      """
      One listing for each value of this column, which was kept with globenc-index --keep, or is label or predicted: for the \
      \(SliceGroups.limit) values of the most examples. csv and the like have the value as their first column, json has a list of documents. A \
      value of which there is nothing to list is named on standard error, and the exit status is 1.
      """, valueName: "column"))
  var column: String?

  /// Writes the listing of a slice, or of each of its groups.
  /// - Parameters:
  ///   - slice: The examples.
  ///   - store: The store of the examples.
  ///   - output: Format and destination.
  ///   - source: The store's file.
  ///   - body: Writes the listing of a slice.
  /// - Throws: Errors of `body`. A group with nothing to list is named on standard error; the other groups are listed, and then
  ///   `QueryFailure` gives the number of groups that are not.
  func write(
    _ slice: ExampleSlice, from store: AttributionStore, to output: ListingOutput, of source: StoreArgument,
    _ body: (ExampleSlice, ByteSink) throws -> Void
  ) throws {
    guard let column else {
      let file = try output.destination.open(store: source)
      try body(slice, file.sink)
      return try file.commit()
    }
    let found = try SliceGroups(of: slice, by: column, in: store)
    guard !found.groups.isEmpty else {
      if try store.count(slice.filter) == 0 { throw slice.emptiness }
      throw QueryFailure.noResult("none of \(slice.name) has a \(column == "label" ? "gold" : "predicted") label to be grouped by")
    }
    if found.count > found.groups.count {
      StandardError.write("'\(column)' has \(found.count) values, of which the \(found.groups.count) of the most examples are listed")
    }
    let file = try output.destination.open(store: source)
    if output.format == .json {
      try file.sink.write("{\"group_by\":\(JSONOutput.cell(.text(column)).text),\"groups\":[")
    }
    var (isFirst, failures) = (true, [QueryFailure]())
    for group in found.groups {
      file.sink.part = ListingPart(name: column, value: group.value, isFirst: isFirst)
      do {
        try body(group.slice, file.sink)
        isFirst = false
      } catch let problem as QueryFailure where problem.isOfThisRequest {
        if found.groups.count > 1 { StandardError.write("\(column) '\(group.value.plainText)': \(problem.description)") }
        failures.append(problem)
      }
    }
    if isFirst, let failure = failures.last { throw failure }
    if output.format == .json { try file.sink.write("]}\n") }
    try file.commit()
    if !failures.isEmpty {
      throw QueryFailure.noResult(
        "\(failures.count) of the \(found.groups.count) values of '\(column)' \(failures.count == 1 ? "has" : "have") no listing, as said above; "
          + "the others have one")
    }
  }
}
