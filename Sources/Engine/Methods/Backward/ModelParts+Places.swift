extension ModelParts {
  /// Packs the weights of each layer, by its number, for its place. Layers that share their weights and are in the same place share the result.
  func packedByPlace<Packed: Sendable>(_ pack: @Sendable (Int, BackwardLayer.Place) throws -> Packed) throws -> [Packed] {
    let last = layers.count - 1
    let places = layers.indices.map { index -> BackwardLayer.Place in
      last == 0 ? .only : index == 0 ? .first : index == last ? .last : .middle
    }
    return try concurrently(oncePer: zip(layers, places).map { PlacedWeights(number: $0.number, place: $1) }) { index in
      try pack(index, places[index])
    }
  }

  private struct PlacedWeights: Hashable {
    let number: Int
    let place: BackwardLayer.Place
  }
}
