import Store
import Support

/// The expected size of the store.
///
/// The two large tables are filled page by page with rows of the measured sizes. For the other tables, a row's size is counted column by
/// column; SQLite fills the pages of a tree whose keys come in random order to about nine tenths, as measured on real stores.
struct StoreSizeEstimate {
  /// Bytes of the file.
  let bytes: Int
  /// Bits of payload for each value of a matrix; nil without matrices.
  let bitsPerValue: Double?

  /// Estimates the size, for a model with `classes` logits.
  init(survey: CorpusSurvey, timing: BatchTiming, classes: Int) {
    var (examples, windows, matrices, scores) = (PageFill(), PageFill(), PageFill(), PageFill())
    var indices = 0.0
    var (payload, values) = (0.0, 0.0)
    let matrixBytes = timing.matrixBytes
    // Bias, logit, numbers, checksum and the header of the record take some 40 bytes.
    func scorePayload(_ length: Int) -> Int { Int(timing.bytesPerScore * Double(length)) + 40 }
    for text in survey.texts {
      for length in text.windows {
        let one = matrixBytes(length)
        payload += one
        values += Double(length * length)
        // Size, exponent, codec, checksum and the header of the record take 18 bytes.
        for _ in 0..<timing.matrices { matrices.add(payload: Int(one) + 18) }
        if text.windows.count > 1 {
          windows.add(payload: 4 * length + 4 * classes + 46)
          for _ in 0..<timing.scoreRows { scores.add(payload: scorePayload(length)) }
        }
      }
      // A token takes a score of four bytes, an id of about two bytes, and its offsets. An example takes numbers, checksums and the header
      // of the record.
      examples.add(payload: text.textBytes + text.idBytes + (6 + text.placeBytes) * text.length + 4 * classes + 52)
      for _ in 0..<timing.scoreRows { scores.add(payload: scorePayload(text.length)) }
      // Ids come in random order, rows almost in order.
      indices += Double(text.idBytes + 8) / 0.8 + 15.5
    }
    // Settings, methods, runs, labels, slices and their indices take a page each, and so do the tables of further scores and of evaluations.
    let fixed = 12 * PageFill.pageSize
    let perText =
      Double(examples.bytes + (survey.cut.texts > 0 ? windows.bytes : 0) + matrices.bytes) + indices
      + (timing.scoreRows > 0 ? Double(scores.bytes) : 0)
    bytes = fixed + Int(perText * survey.scale + Self.totals(survey, timing))
    bitsPerValue = values > 0 && payload > 0 ? payload * 8 / values : nil
  }

  /// Bytes of the running totals of words and pieces, and of the pieces' names.
  private static func totals(_ survey: CorpusSurvey, _ timing: BatchTiming) -> Double {
    var words = 0.0
    var pieces = 0.0
    for texts in slices(survey, timing) {
      words += survey.words.distinct(in: texts)
      pieces += survey.pieces.distinct(in: texts)
    }
    let names = survey.pieces.distinct(in: Double(survey.texts.count) * survey.scale)
    // Besides the word: slice, texts, count, total, squares, cubes, checksum, header and cell pointer.
    // Each attribution has totals of its own.
    return Double(timing.attributions) * (words * (survey.wordBytes + 31) / 0.9 + pieces * 38) + names * 20
  }

  /// The number of texts in each set of examples for which the store keeps totals: each gold label alone and with each prediction, and each
  /// prediction alone. All gold labels were read; predictions are known from the timed batches.
  private static func slices(_ survey: CorpusSurvey, _ timing: BatchTiming) -> [Double] {
    var predictions: [String?: Int] = [:]
    var byGold: [String?: [String?: Int]] = [:]
    for (labels, count) in timing.labels {
      predictions[labels.predicted, default: 0] += count
      byGold[labels.gold, default: [:]][labels.predicted, default: 0] += count
    }
    var slices: [Double] = []
    var predicted: [String?: Double] = [:]
    for (gold, count) in survey.labels {
      let texts = Double(count) * survey.scale
      let shares = byGold[gold?.string] ?? predictions
      let all = Double(max(1, shares.values.reduce(0, +)))
      if gold != nil { slices.append(texts) }
      for (prediction, share) in shares {
        let part = texts * Double(share) / all
        predicted[prediction, default: 0] += part
        if gold != nil, prediction != nil { slices.append(part) }
      }
    }
    return slices + predicted.values
  }
}
