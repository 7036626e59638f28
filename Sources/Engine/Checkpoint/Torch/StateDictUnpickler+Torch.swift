extension StateDictUnpickler {
  /// The storage of an identifier such as `('storage', torch.FloatStorage, '0', 'cpu', 192000)`, whose device does not matter. Before torch
  /// 1.6 there is a sixth item: None, or the used part of the storage, `('1', offset, count)`.
  func storage(_ identifier: PickleValue) throws -> TorchStorage {
    guard case .tuple(let number) = identifier, tuples[number].count >= 5,
      case .text("storage") = tuples[number][0], case .global(.storageType(let element)) = tuples[number][1],
      case .text(let key) = tuples[number][2], case .integer(let count) = tuples[number][4], count >= 0
    else { throw refusal("is damaged: a storage that is none") }
    let start = tuples[number].count > 5 ? try start(ofView: tuples[number][5], within: count) : 0
    return TorchStorage(element: element, key: key, count: count, start: start)
  }

  private func start(ofView view: PickleValue, within count: Int) throws -> Int {
    if view == .none { return 0 }
    guard case .tuple(let number) = view, tuples[number].count == 3, case .integer(let offset) = tuples[number][1],
      case .integer(let size) = tuples[number][2], size >= 0, size <= count, offset >= 0, offset <= count - size
    else { throw refusal("is damaged: a part of a storage that does not lie in it") }
    return offset
  }

  /// The tensor that `torch._utils._rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks)` returns.
  func tensor(_ arguments: [PickleValue]) throws -> TorchTensor {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0], case .integer(let offset) = arguments[1], offset >= 0 else {
      throw refusal("is damaged: a tensor without storage, offset, size and stride")
    }
    let shape = try sizes(arguments[2])
    let strides = try sizes(arguments[3])
    guard shape.count == strides.count else { throw refusal("is damaged: a tensor with \(shape.count) sizes and \(strides.count) strides") }
    let (start, overflow) = offset.addingReportingOverflow(storage.start)
    guard !overflow else { throw refusal("is damaged: a tensor that lies outside of its storage") }
    return TorchTensor(storage: storage, offset: start, shape: shape, strides: strides)
  }

  private func sizes(_ value: PickleValue) throws -> [Int] {
    guard case .tuple(let number) = value, tuples[number].count <= TensorLayout.mostDimensions else {
      throw refusal("is damaged: a tensor's size is not a tuple of a few numbers")
    }
    return try tuples[number].map { item in
      guard case .integer(let size) = item, size >= 0 else { throw refusal("is damaged: a tensor's size is not a number") }
      return size
    }
  }
}
