import Engine
import Support

/// The price of `decompx`, whose time and memory grow with the length of a text more than those of other methods.
struct DecompXPrice {
  /// The time of the model with all methods, in multiples of that without decompx; nil where no batch was timed.
  let factor: Double?
  /// Bytes that the parts of the largest text take that is not left out, over all workers.
  let bytes: Int
  /// Texts that are left out.
  let omitted: Int
  /// What `--memory` allows, over all workers.
  let memory: ByteCount

  /// Seconds for which batches are timed.
  private static let timedSeconds = 2.0

  /// Times the same batches with and without decompx.
  /// - Parameters:
  ///   - sample: Texts from all over the corpus.
  ///   - survey: All texts.
  ///   - model: The model with all methods of the run.
  ///   - others: The same model without decompx.
  ///   - memory: What `--memory` allows, over all workers.
  ///   - workers: Number of workers.
  init(
    _ sample: [TokenizedRow], _ survey: CorpusSurvey, _ model: AttributionModel, without others: AttributionModel, memory: ByteCount,
    workers: Int
  ) {
    self.memory = memory
    let longest = survey.texts.map { $0.windows.max() ?? 0 }
    omitted = survey.scaled(longest.count { model.omits(.decompX, nil, tokens: $0) })
    bytes = (longest.filter { !model.omits(.decompX, nil, tokens: $0) }.max().map(model.decompXBytes) ?? 0) * workers
    var packer = BatchPacker<Encoding>()
    var batches: [[Encoding]] = []
    for row in sample {
      let length = row.encoding.count
      if let full = packer.add(row.encoding, length: length, rows: model.rows(forLength: length)) { batches.append(full) }
    }
    batches += packer.flush()
    let workersOfModels = [model, others].map { $0.makeWorker() }
    var seconds = [0.0, 0.0]
    // The first batch allocates buffers and compiles kernels.
    for (number, batch) in (batches.prefix(1) + BatchTiming.spread(batches)).enumerated() where seconds[0] < Self.timedSeconds {
      for (place, worker) in workersOfModels.enumerated() {
        let start = ContinuousClock.now
        _ = worker.run(batch)
        if number > 0 { seconds[place] += (ContinuousClock.now - start).inSeconds }
      }
    }
    factor = seconds[1] > 0 ? seconds[0] / seconds[1] : nil
  }

  /// A line for people.
  var line: String {
    let time = factor.map { "about \(($0 * 10).rounded() / 10) times the time without it, " } ?? ""
    return
      "decompx    \(time)up to \(ByteCount(bytes: bytes)) for the longest texts, \(omitted.grouped) texts left out by --memory \(memory)"
  }

  /// Adds the numbers to the report.
  func add(to json: inout JSONObjectText) {
    json.add("decompx_time_factor", factor.map { ($0 * 100).rounded() / 100 })
    json.add("decompx_bytes", bytes)
    json.add("without_decompx", omitted)
  }
}
