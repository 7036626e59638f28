import Support

/// An interpreter of pickles that can build one thing: the state dict that `torch.save` writes.
///
/// A [pickle](https://github.com/python/cpython/blob/v3.12.0/Lib/pickletools.py) is a program for a stack machine that may call anything in
/// Python. This interpreter knows the opcodes of protocol 2 that a state dict needs and the few names of ``PickleGlobal``, and refuses all
/// others. It runs no code. The limits below and the length of the pickle bound its memory: each step consumes at least one byte.
struct StateDictUnpickler {
  /// Upper bound of a pickle's bytes. BERT-large's pickle has 60 kB, with about 400 tensors of 5 tuples each.
  static let longestPickle = 1 << 24
  private static let deepestStack = 1 << 16
  private static let largestMemo = 1 << 17
  private static let mostContainers = 1 << 17
  private static let mostItems = 1 << 18

  /// The reader; after a run it is behind the pickle.
  private(set) var reader: ByteReader
  private let subject: String
  private let keepsLists: Bool
  private var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  private(set) var tuples: [[PickleValue]] = []
  /// Contents of lists, by index; empty unless lists are kept.
  private(set) var lists: [[PickleValue]] = []
  /// All storages that the pickle names, by key.
  private(set) var storages: [String: TorchStorage] = [:]
  /// Number of values in containers.
  private var items = 0
  private(set) var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []

  /// Creates an interpreter of the bytes of a pickle.
  /// - Parameters:
  ///   - bytes: A pickle of at most ``longestPickle`` bytes.
  ///   - subject: The pickle's name in errors.
  init(_ bytes: [UInt8], subject: String) {
    self.init(ByteReader(bytes, subject: subject), subject: subject)
  }

  /// Creates an interpreter of a reader's next pickle.
  /// - Parameters:
  ///   - reader: A reader at the start of the pickle; bytes behind the pickle are not read.
  ///   - subject: The pickle's name in errors.
  ///   - keepsLists: Whether the contents of lists are kept, which a state dict does not need.
  init(_ reader: ByteReader, subject: String, keepsLists: Bool = false) {
    self.reader = reader
    self.subject = subject
    self.keepsLists = keepsLists
  }

  /// Runs the pickle of a state dict.
  /// - Returns: The tensors by name; the dictionary's other values are left out.
  /// - Throws: ``EngineError`` where the pickle is damaged or is no state dict; it names what the pickle asks for.
  mutating func run() throws -> StateDict {
    guard case .dictionary(let number) = try value() else { throw refusal("does not hold a dictionary of tensors") }
    return try stateDict(in: number)
  }

  /// Runs the pickle.
  /// - Returns: The value that the pickle leaves on the stack.
  /// - Throws: ``EngineError`` where the pickle is damaged; it names what the pickle asks for.
  mutating func value() throws -> PickleValue {
    while true {
      let opcode = try reader.integer(UInt8.self)
      if opcode == UInt8(ascii: ".") { return try pop() }
      try step(opcode)
      guard stack.count <= Self.deepestStack, memo.count <= Self.largestMemo, items <= Self.mostItems,
        tuples.count + dictionaries.count + lists.count <= Self.mostContainers
      else {
        throw refusal("is larger than that of any model")
      }
    }
  }

  private mutating func step(_ opcode: UInt8) throws {
    switch UnicodeScalar(opcode) {
    case "\u{80}":
      let version = try reader.integer(UInt8.self)
      guard version == 2 else { throw refusal("has protocol \(version); supported is 2, which torch.save writes") }
    // Constants.
    case "N": stack.append(.none)
    case "\u{88}": stack.append(.boolean(true))
    case "\u{89}": stack.append(.boolean(false))
    case "J": stack.append(.integer(Int(try reader.integer(Int32.self))))
    case "K": stack.append(.integer(Int(try reader.integer(UInt8.self))))
    case "M": stack.append(.integer(Int(try reader.integer(UInt16.self))))
    case "\u{8A}": stack.append(.integer(try long()))
    case "G":
      _ = try reader.take(8)
      stack.append(.ignored)
    case "X": stack.append(.text(try text(Int(try reader.integer(UInt32.self)))))
    // Containers.
    case "}": pushDictionary()
    case ")": push(tuple: [])
    case "\u{85}": push(tuple: try pop(1))
    case "\u{86}": push(tuple: try pop(2))
    case "\u{87}": push(tuple: try pop(3))
    case "(": marks.append(stack.count)
    case "t": push(tuple: try popMarked())
    case "s": try setItems(try pop(2))
    case "u": try setItems(try popMarked())
    case "]": pushList()
    case "a": try append(try pop(1))
    case "e": try append(try popMarked())
    // The memo.
    case "q": memo[Int(try reader.integer(UInt8.self))] = try top()
    case "r": memo[Int(try reader.integer(UInt32.self))] = try top()
    case "h": stack.append(try recall(Int(try reader.integer(UInt8.self))))
    case "j": stack.append(try recall(Int(try reader.integer(UInt32.self))))
    // Parts of a state dict.
    case "c": stack.append(.global(try global()))
    case "Q": try pushStorage(try pop())
    case "R":
      let arguments = try pop()
      try call(try pop(), with: arguments)
    case "b": try build()
    default:
      throw refusal("uses pickle opcode 0x\(Hexadecimal.text(opcode)), which a state dict has no use for; it is damaged or no checkpoint")
    }
    if marks.count > Self.deepestStack { throw refusal("is larger than that of any model") }
  }

  /// Calls one of the known names; each of them makes a container or a view.
  private mutating func call(_ function: PickleValue, with arguments: PickleValue) throws {
    guard case .tuple(let number) = arguments else { throw refusal("is damaged: a call without arguments") }
    switch function {
    case .global(.orderedDictionary) where tuples[number].isEmpty: pushDictionary()
    case .global(.rebuildTensor): stack.append(.tensor(try tensor(tuples[number])))
    case .global(.rebuildParameter):
      guard case .tensor(let tensor) = tuples[number].first else { throw refusal("is damaged: a parameter without a tensor") }
      stack.append(.tensor(tensor))
    default: throw refusal("calls what cannot be called in a state dict; it is damaged or hostile")
    }
  }

  /// Sets attributes. A state dict's attribute `_metadata`, the versions of its modules, is not needed.
  private mutating func build() throws {
    _ = try pop()
    guard case .dictionary = try top() else {
      throw refusal("sets attributes of something else than a dictionary; it is damaged or hostile")
    }
  }

  private mutating func setItems(_ items: [PickleValue]) throws {
    guard items.count.isMultiple(of: 2), case .dictionary(let number) = try top() else {
      throw refusal("is damaged: items without a dictionary")
    }
    self.items += items.count
    for index in stride(from: 0, to: items.count, by: 2) { dictionaries[number].append((items[index], items[index + 1])) }
  }

  private mutating func pushDictionary() {
    stack.append(.dictionary(dictionaries.count))
    dictionaries.append([])
  }

  private mutating func pushList() {
    guard keepsLists else { return stack.append(.ignored) }
    stack.append(.list(lists.count))
    lists.append([])
  }

  private mutating func append(_ items: [PickleValue]) throws {
    guard case .list(let number) = try top() else { return }
    self.items += items.count
    lists[number] += items
  }

  private mutating func pushStorage(_ identifier: PickleValue) throws {
    let storage = try storage(identifier)
    var whole = storage
    whole.start = 0
    let known = storages.updateValue(whole, forKey: storage.key)
    guard known == nil || known == whole else { throw refusal("describes storage \(storage.key.prefix(20)) in two ways; it is damaged") }
    self.items += known == nil ? 1 : 0
    stack.append(.storage(storage))
  }

  private mutating func push(tuple items: [PickleValue]) {
    self.items += items.count
    stack.append(.tuple(tuples.count))
    tuples.append(items)
  }

  private func top() throws -> PickleValue {
    guard let value = stack.last, stack.count > marks.last ?? 0 else { throw refusal("is damaged: its stack is empty") }
    return value
  }

  private mutating func pop() throws -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  private mutating func pop(_ count: Int) throws -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else { throw refusal("is damaged: its stack is empty") }
    defer { stack.removeLast(count) }
    return [PickleValue](stack.suffix(count))
  }

  private mutating func popMarked() throws -> [PickleValue] {
    guard let mark = marks.popLast() else { throw refusal("is damaged: its stack has no mark") }
    return try pop(stack.count - mark, above: mark)
  }

  private mutating func pop(_ count: Int, above mark: Int) throws -> [PickleValue] {
    defer { stack.removeLast(count) }
    return [PickleValue](stack[mark...])
  }

  private func recall(_ key: Int) throws -> PickleValue {
    guard let value = memo[key] else { throw refusal("is damaged: its memo has no \(key)") }
    return value
  }

  private mutating func long() throws -> Int {
    let bytes = try reader.take(Int(try reader.integer(UInt8.self)))
    guard bytes.count <= 8 else { throw refusal("holds a number that no size is; it is damaged") }
    let bits = bytes.reversed().reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64($1) }
    let unused = 64 - 8 * bytes.count
    return bytes.isEmpty ? 0 : Int(Int64(bitPattern: bits << unused) >> unused)
  }

  private mutating func text(_ count: Int) throws -> String {
    guard let text = String(validating: try reader.take(count), as: UTF8.self) else { throw refusal("is damaged: a name is not UTF-8") }
    return text
  }

  private mutating func global() throws -> PickleGlobal {
    let module = String(decoding: try reader.line(), as: UTF8.self)
    let name = String(decoding: try reader.line(), as: UTF8.self)
    guard let global = PickleGlobal(module: module, name: name) else {
      throw refusal(
        "asks for '\(module.prefix(60)).\(name.prefix(60))', which a state dict has no use for: "
          + "nothing of it was run; save the state dict alone, with torch.save(model.state_dict(), 'pytorch_model.bin') or save_pretrained")
    }
    return global
  }

  /// An error about the pickle.
  func refusal(_ reason: String) -> EngineError {
    EngineError("\(subject) \(reason)", kind: .damaged)
  }
}
