internal import CFuzzer
import Foundation

/// Runs one of the parsers on libFuzzer's inputs: `Fuzz TARGET [options and folders of libFuzzer]`.
@main enum Fuzz {
  static func main() {
    guard CommandLine.arguments.count > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
      FileHandle.standardError.write(Data("usage: Fuzz \(names) [-max_total_time=SECONDS] [CORPUS...]\n".utf8))
      exit(64)
    }
    var arguments = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) }
    var count = Int32(arguments.count)
    arguments.append(nil)
    let status = arguments.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return LLVMFuzzerRunDriver(&count, &start, target.callback)
    }
    exit(status)
  }
}

extension FuzzTarget {
  /// The function that libFuzzer calls with each input. A C function captures nothing, so each target has its own.
  fileprivate var callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 {
    switch self {
    case .safetensors: { FuzzTarget.safetensors.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .torch: { FuzzTarget.torch.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .corpus: { FuzzTarget.corpus.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .codec: { FuzzTarget.codec.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .scores: { FuzzTarget.scores.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .archive: { FuzzTarget.archive.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .tokenizer: { FuzzTarget.tokenizer.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .sentencepiece: { FuzzTarget.sentencepiece.run(UnsafeBufferPointer(start: $0, count: $1)) }
    case .request: { FuzzTarget.request.run(UnsafeBufferPointer(start: $0, count: $1)) }
    }
  }

  private func run(_ input: UnsafeBufferPointer<UInt8>) -> Int32 {
    run([UInt8](input))
    return 0
  }
}
