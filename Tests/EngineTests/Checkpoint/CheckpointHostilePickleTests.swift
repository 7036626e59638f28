import Foundation
import TestSupport
import Testing

@testable import Engine

/// Pickles that are no state dict. Each is refused with a sentence; none is executed, hangs or takes memory.
@Suite struct CheckpointHostilePickleTests {
  private func refusal(_ pickle: Data) throws -> String? {
    try TemporaryDirectory().refusal("pytorch_model.bin", CheckpointBuilder.torch(pickle: Data([0x80, 2]) + pickle))
  }

  @Test(
    "A call of the system is refused by name",
    arguments: ["os\nsystem", "posix\nsystem", "builtins\neval", "__builtin__\nexec", "subprocess\nPopen"])
  func calls(name: String) throws {
    let sentence = try refusal(Data("c\(name)\n(X\u{4}\0\0\0truetR.".utf8))
    #expect(sentence?.contains("asks for '\(name.replacingOccurrences(of: "\n", with: "."))'") == true)
  }

  @Test(
    "Opcodes that a state dict does not need are refused",
    arguments: [
      "i", "o", "\u{81}", "\u{82}", "\u{83}", "\u{84}", "P", "p", "g", "I", "F", "S", "T", "U", "V", "0", "1", "2", "d", "l", "\u{8C}",
      "\u{93}", "\u{95}", "\u{FF}",
    ])
  func opcodes(opcode: String) throws {
    let byte = try #require(opcode.unicodeScalars.first).value
    #expect(try refusal(Data([UInt8(byte)] + [UInt8](repeating: 0, count: 300))) != nil)
  }

  @Test("Wrong sizes are refused")
  func lyingSizes() throws {
    #expect(try refusal(Data([0x58, 0xFF, 0xFF, 0xFF, 0xFF])) != nil)
    #expect(try refusal(Data([0x58, 0xFF, 0xFF, 0xFF, 0x7F]) + Data("text".utf8)) != nil)
    #expect(try refusal(Data([0x8A, 0xFF])) != nil)
    #expect(try refusal(Data([0x8A, 9]) + Data(count: 9) + Data(".".utf8)) != nil)
    #expect(try refusal(Data("h\u{5}.".utf8)) != nil)
    #expect(try refusal(Data("Nr".utf8) + Data([0xFF, 0xFF, 0xFF, 0xFF]) + Data(".".utf8)) != nil)
  }

  @Test("An empty stack, a missing mark and a call of a value that is no function are refused")
  func stackViolations() throws {
    for pickle in [
      ".", "N.", "R.", "NR.", ")R.", "N)R.", "t.", "u.", "}Nu.", "}(Nu.", "s.", "Ns.", "NNs.", "Q.", "NQ.", ")Q.", "b.", "Nb.", "NNb.",
      "(.", "(R", "}(s",
      "\u{1}", "q\0", "a", "e", "ctorch\nFloatStorage\n)R.", "ccollections\nOrderedDict\n(NtR.", "ctorch._utils\n_rebuild_tensor_v2\n)R.",
      "ctorch._utils\n_rebuild_parameter\n(NtR.", "c", "ctorch", "ctorch\n", "ctorch\nFloatStorage",
    ] {
      #expect(try refusal(Data(pickle.utf8)) != nil, "\(pickle.debugDescription)")
    }
    #expect(try refusal(Data("}.".utf8)) == nil)
  }

  @Test("Values nested a million deep are refused, or released without recursion")
  func deepNesting() throws {
    #expect(try refusal(Data(repeating: UInt8(ascii: "("), count: 1_000_000)) != nil)
    #expect(try refusal(Data(repeating: UInt8(ascii: "N"), count: 1_000_000)) != nil)
    #expect(
      try refusal(Data("N".utf8) + Data(repeating: 0x85, count: 1_000_000) + Data(".".utf8))?.contains("larger than that of any model")
        == true)
    #expect(try refusal(Data(repeating: UInt8(ascii: "}"), count: 60_000) + Data(".".utf8)) == nil)
    #expect(try refusal(Data("N".utf8) + Data(repeating: 0x85, count: 200_000) + Data(".".utf8)) != nil)
  }

  @Test("A dictionary that contains itself, again and again, is harmless")
  func cycles() throws {
    let cycle = Data("X\u{1}\0\0\0ah\0s".utf8)
    #expect(try refusal(Data("}q\0".utf8) + (0..<10_000).reduce(into: Data()) { data, _ in data += cycle } + Data(".".utf8)) == nil)
    #expect(try refusal(Data("}q\0h\0h\0b.".utf8)) == nil)
  }

  @Test("A memo that grows without end is refused")
  func hugeMemo() throws {
    let pickle = (0..<UInt32(1_100_000)).reduce(into: Data("N".utf8)) { $0 += [0x72] + CheckpointBuilder.littleEndian($1) }
    #expect(try refusal(pickle + Data(".".utf8))?.contains("larger than that of any model") == true)
  }

  @Test("Another protocol than torch's is refused", arguments: [0, 1, 3, 4, 5, 255] as [UInt8])
  func protocols(version: UInt8) throws {
    #expect(try refusal(Data([0x80, version]) + Data("}.".utf8))?.contains("has protocol \(version)") == true)
  }
}
