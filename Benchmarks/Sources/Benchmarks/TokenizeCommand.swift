import ArgumentParser
import Engine
import Foundation
import Support

/// Tokenizes texts, so that other programs can compare the tokens, or the time, with those of another tokenizer.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize", abstract: "Print the ids and offsets of texts, or the speed of tokenizing them.",
    discussion: """
      Standard input has a JSON object a line: "text", and perhaps "pair" and "max_length". For each, a line of standard output has \
      "ids" and "offsets" (0, 0 for the tokens that the template adds).
      """)

  @Option(help: "The model's directory; only the tokenizer's files are read.")
  var model: String

  @Option(help: ArgumentHelp("Tokenize for this long on one thread, and print only the tokens per second.", valueName: "seconds"))
  var rate: Double?

  func run() throws {
    let tokenizer = try PipelineTokenizer(modelDirectory: URL(fileURLWithPath: model, isDirectory: true))
    if let rate {
      var texts: [Line] = []
      while let line = readLine() { texts.append(try Line(line)) }
      print(Self.rate(tokenizer, texts.map(\.text), seconds: rate))
      return
    }
    while let line = readLine() {
      let line = try Line(line)
      let encoding = tokenizer.encode(line.text, pair: line.pair, maxLength: line.maxLength)
      let offsets = encoding.offsets.map { "[\($0?.lowerBound ?? 0),\($0?.upperBound ?? 0)]" }
      let ids = encoding.inputIDs.map { "\($0)" }
      print("{\"ids\":[\(ids.joined(separator: ","))],\"offsets\":[\(offsets.joined(separator: ","))]}")
    }
  }

  /// The tokens per second of processor time of this thread, from as many rounds over the texts as fit in `seconds`, one at least.
  static func rate(_ tokenizer: some Tokenizer, _ texts: [String], seconds: Double) -> Double {
    var (tokens, elapsed) = (0, 0.0)
    repeat {
      elapsed += Clock.threadSeconds {
        for text in texts { tokens += tokenizer.encode(text, pair: nil, maxLength: .max).count }
      }
    } while elapsed < seconds
    return Double(tokens) / elapsed
  }

  private struct Line {
    let text: String
    let pair: String?
    let maxLength: Int

    init(_ line: String) throws {
      let json = try JSONValue(parsing: Array(line.utf8))
      guard let text = json["text"]?.string else { throw BenchmarkError("a line has no 'text': \(line.prefix(200))") }
      (self.text, pair, maxLength) = (text, json["pair"]?.string, json["max_length"]?.integer ?? .max)
    }
  }
}
