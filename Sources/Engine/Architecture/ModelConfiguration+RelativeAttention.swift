import Support

extension ModelConfiguration {
  /// Reads how scores depend on distances, and the number of products in a score.
  /// - Throws: `EngineError` for settings that are not supported.
  static func relativeAttention(
    _ fields: ConfigurationFields, _ modules: RelativePositionModules, positions: Int
  ) throws -> (attention: RelativeAttention?, scoreTerms: Int) {
    switch modules {
    case .none: return (nil, 1)
    case .bias(_, let buckets): return (.bias(buckets: try fields.integer(buckets, in: DistanceBuckets.ofBias...65_536)), 1)
    case .disentangled(let modules):
      let terms = try disentangledTerms(fields)
      // As in transformers, the terms count for the scale even if there is no relative attention.
      let count = 1 + terms.count
      guard try fields.boolean("relative_attention", default: false), !terms.isEmpty else { return (nil, count) }
      let furthest = try furthestDistance(fields, positions: positions)
      let buckets = modules.hasBuckets ? try positionBuckets(fields, furthest: furthest) : nil
      let settings = RelativeAttention.Disentangled(
        contentToPosition: terms.contains("c2p"), positionToContent: terms.contains("p2c"), furthest: furthest, buckets: buckets,
        sharesProjections: try modules.hasBuckets && fields.boolean("share_att_key", default: false),
        normalizes: try modules.layerNorm != nil && normalizesDistances(fields))
      return (.disentangled(settings), count)
    }
  }

  /// `pos_att_type`: an array, or texts joined by "|".
  private static func disentangledTerms(_ fields: ConfigurationFields) throws -> [String] {
    let key = "pos_att_type"
    guard let value = fields[key] else { return [] }
    let terms: [String]
    if case .text(let joined) = value {
      terms = parts(joined)
    } else {
      terms = try fields.texts(key)
    }
    guard Set(terms).isSubset(of: ["c2p", "p2c"]), Set(terms).count == terms.count else {
      throw fields.refusal(key, value, "each of c2p and p2c at most once")
    }
    return terms
  }

  private static func furthestDistance(_ fields: ConfigurationFields, positions: Int) throws -> Int {
    let key = "max_relative_positions"
    let distance = try fields.integer(key, default: -1, in: -1...65_536)
    return distance < 1 ? positions : distance
  }

  private static func positionBuckets(_ fields: ConfigurationFields, furthest: Int) throws -> Int? {
    let key = "position_buckets"
    let buckets = try fields.integer(key, default: -1, in: -1...65_536)
    guard buckets > 0 else { return nil }
    // The logarithm of (P - 1) / (B / 2) divides that of a distance.
    guard buckets > 1, furthest - 1 > buckets / 2 else {
      // Below 3, no number of buckets has room.
      let supported = furthest < 3 ? "supported is a furthest distance from 3 on" : "supported is 2 to \(2 * furthest - 3)"
      throw fields.contradiction("\(key) \(buckets) leaves no room between B / 2 and the furthest distance, \(furthest): \(supported)")
    }
    return buckets
  }

  /// `norm_rel_ebd`: texts joined by "|".
  private static func normalizesDistances(_ fields: ConfigurationFields) throws -> Bool {
    let key = "norm_rel_ebd"
    guard let value = fields[key] else { return false }
    guard case .text(let joined) = value, Set(parts(joined)).isSubset(of: ["none", "layer_norm"]) else {
      throw fields.refusal(key, value, "none, layer_norm")
    }
    return parts(joined).contains("layer_norm")
  }

  private static func parts(_ joined: String) -> [String] {
    joined.lowercased().split(separator: "|", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
  }
}
