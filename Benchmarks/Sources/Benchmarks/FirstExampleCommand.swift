import ArgumentParser
import Engine
import Foundation

/// Opens a model, explains one text and prints the seconds that it took. It runs in a process of its own.
struct FirstExampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "first-example", shouldDisplay: false)

  @Argument var model: String

  func run() throws {
    let seconds = try Clock.seconds {
      let model = try AttributionModel(directory: URL(fileURLWithPath: model, isDirectory: true), precision: .f32)
      let text = model.tokenizer.encode("an unexpectedly moving film", pair: nil, maxLength: model.maxTokens)
      _ = model.makeWorker().run([text])
    }
    print(seconds)
  }
}
