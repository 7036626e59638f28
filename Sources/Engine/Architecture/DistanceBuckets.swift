import Foundation

/// The buckets of distances between tokens: each short distance has its own, and longer ones share buckets by their logarithm.
enum DistanceBuckets {
  /// Number of buckets of a relative bias. transformers computes with this number whatever `relative_attention_num_buckets` says, which only
  /// is the size of the table.
  static let ofBias = 32

  /// The bucket of a relative bias: 0 to 15 for keys to the left and the token itself, 16 to 31 for keys to the right; the first 8 of each are
  /// exact, and distances from 128 on are the same.
  ///
  /// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/mpnet/modeling_mpnet.py>,
  /// `relative_position_bucket`
  /// - Parameter distance: Key minus query.
  /// - Returns: The bucket.
  static func bias(_ distance: Int) -> Int {
    let (half, exact) = (ofBias / 2, ofBias / 4)
    let (side, n) = (distance > 0 ? half : 0, abs(distance))
    guard n >= exact else { return side + n }
    // The logarithms of the buckets' edges 16, 32 and 64 are whole multiples of one another, so that their quotients are exact.
    let steps = log(Double(n) / Double(exact)) / log(128 / Double(exact)) * Double(half - exact)
    return side + min(exact + Int(steps), half - 1)
  }

  /// The row of disentangled attention's table of distances, 0 to 2 S - 1.
  ///
  /// <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/deberta_v2/modeling_deberta_v2.py>,
  /// `make_log_bucket_position`; in DeBERTa's first version, where only rows around the middle are used for a short text, they are these rows of
  /// the whole table.
  /// - Parameters:
  ///   - distance: Query minus key.
  ///   - settings: Number of buckets and furthest distance.
  /// - Returns: The row.
  static func row(_ distance: Int, _ settings: RelativeAttention.Disentangled) -> Int {
    let span = settings.span
    return min(max(signed(distance, settings) + span, 0), 2 * span - 1)
  }

  private static func signed(_ distance: Int, _ settings: RelativeAttention.Disentangled) -> Int {
    guard let buckets = settings.buckets, abs(distance) > buckets / 2 else { return distance }
    let middle = buckets / 2
    let steps = log(Double(abs(distance)) / Double(middle)) / log(Double(settings.furthest - 1) / Double(middle)) * Double(middle - 1)
    return (middle + Int(steps.rounded(.up))) * distance.signum()
  }
}
