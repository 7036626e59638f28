import Foundation
import TestSupport
import Testing

/// `globenc-index explain - --jsonl`: a row in, a row out.
struct ExplainFilterTests {
  private static let arguments = ["explain", "--model", IndexTool.model, "-", "--jsonl"]

  @Test("every row has what the store has of it, in the order of the rows, whatever their lengths and the workers", arguments: ["1", "2"])
  func answers(workers: String) throws {
    let words = ["good", "bad", "film", "never", "unwatchable", "a"]
    let rows: [ExplainedCorpus.Row] = (0..<60).map { number in
      let length = number % 7 == 0 ? 90 : 1 + number % 13
      return [
        "id": "r\(number)", "text": (0..<length).map { words[(number + $0 * $0) % words.count] }.joined(separator: " "),
        "label": number % 2 == 0 ? "positive" : "negative",
      ]
    }
    let corpus = try ExplainedCorpus(rows, model: IndexTool.model, options: ["--methods", "n-enc,decompx-linear"])
    let output = try corpus.explain(["-", "--jsonl", "--workers", workers], input: corpus.lines)
    let answers = try ExplainedCorpus.objects(output)
    #expect(answers.map { $0["id"] as? String } == rows.map { $0["id"] as? String })
    for (answer, row) in zip(answers, rows) {
      #expect(answer["text"] as? String == row["text"] as? String && answer["label"] as? String == row["label"] as? String)
    }
    for number in [0, 1, 7, 30, 59] {
      let top = try corpus.top("r\(number)")
      #expect(ExplainedCorpus.members(of: answers[number], like: top) == top)
    }
    // One text gives the same line, but for the name of the example and the label as the row has it.
    let alone = try ExplainedCorpus.object(
      corpus.explain([try #require(rows[7]["text"] as? String), "--gold", "negative", "--json"]))
    for key in ["tokens", "attributions", "logits", "predicted", "confidence"] {
      #expect(alone[key] as? NSObject == answers[7][key] as? NSObject, "\(key)")
    }
  }

  @Test("a program can read the answer to a row before it writes the next")
  func interactive() throws {
    let running = try IndexTool.start(Self.arguments + ["--quiet"])
    for number in 1...4 {
      try running.input.write(contentsOf: Data("{\"text\": \"text number \(number)\"}\n".utf8))
      #expect(lines(number, of: running) == number)
    }
    try running.input.close()
    let result = running.wait()
    #expect(result.status == 0 && result.errors == "")
    #expect(try ExplainedCorpus.objects(result.output).map { $0["example"] as? String } == ["1", "2", "3", "4"])
  }

  @Test("a bad row has a sentence in its place, with its fields, and costs no other row")
  func badRows() throws {
    let input = """
      {"text": "a good film", "source": "x"}
      nonsense

      {"body": "no text here", "source": 1.50}
      {"text": 7}
      {"text": "the last", "label": ["a"]}
      {"text": "", "source": null}

      """
    let result = try IndexTool.run(Self.arguments, input: input)
    #expect(result.status == 1)
    let answers = try ExplainedCorpus.objects(result.output)
    #expect(
      answers.map { $0["error"] as? String } == [
        nil, "not JSON: a value expected at byte 1", "no column 'text'", "'text' is a number, not text",
        "'label' is a list, not text or a number: only a model whose problem_type is multi_label_classification takes several labels", nil,
      ])
    #expect(answers.map { $0["row"] as? Int } == [nil, 2, 3, 4, 5, nil])
    #expect(answers[2]["body"] as? String == "no text here" && answers[3]["text"] as? Int == 7)
    #expect(result.output.contains("{\"body\":\"no text here\",\"source\":1.50,\"row\":3,"))
    #expect(answers[5]["source"] is NSNull && answers[5]["predicted"] is String)
    #expect(result.errors.hasPrefix("globenc-index: warning: 1 of 2 texts is empty or blank: predictions for it rest on no word\n"))
    #expect(result.errors.contains("globenc-index: explained 2 rows ("))
    #expect(result.errors.hasSuffix("; 4 failed\n"))
  }

  @Test("fields of a row keep their values, under other names where the answer has those")
  func ownFields() throws {
    let row = #"{"text":"a film","label":1,"tokens":[1, 2.0],"kept_label":"x","score":1.10,"note":"\u001b[31m","big":12345678901234567890}"#
    let result = try IndexTool.run(Self.arguments + ["--quiet", "-k", "1"], input: row + "\n")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output.hasPrefix(
        #"{"text":"a film","kept_label":1,"kept_tokens":[1, 2.0],"kept_kept_label":"x","score":1.10,"note":"\u001b[31m","#
          + #""big":12345678901234567890,"example":"1","label":"positive","predicted":"#), "\(result.output)")
    #expect(result.output.components(separatedBy: "\"text\":").count == 2)
  }

  @Test("columns are named, and found, as in index")
  func columns() throws {
    let input = #"{"body": "A man sleeps.", "second": "Nobody is awake!", "key": 5}"# + "\n"
    let model = Fixtures.url.appendingPathComponent("models/bert-odd-nli").path
    let named = try IndexTool.run(
      ["explain", "--model", model, "-", "--jsonl", "--text", "body", "--text-pair", "second", "--id", "key", "--quiet"], input: input)
    let answer = try ExplainedCorpus.object(named.output)
    #expect(answer["example"] as? String == "5" && answer["text"] as? String == "A man sleeps.")
    #expect(answer["pair"] as? String == "Nobody is awake!" && answer["second"] as? String == "Nobody is awake!")
    let spelled = try IndexTool.run(Self.arguments, input: "{\"Text\": \"a good film\"}\n{\"Text\": \"a bad film\"}\n")
    #expect(spelled.status == 0)
    #expect(spelled.errors.contains("globenc-index: note: the column 'Text' of 'standard input' is taken for 'text'\n"))
    #expect(try ExplainedCorpus.objects(spelled.output).map { $0["text"] as? String } == ["a good film", "a bad film"])
    let mapped = try IndexTool.run(
      Self.arguments + ["--label-map", "up=positive,down=negative", "--quiet"], input: "{\"text\": \"a\", \"label\": \"up\"}\n")
    #expect(try ExplainedCorpus.object(mapped.output)["label"] as? String == "positive")
  }

  @Test("an empty input has no answers, and a file that is no JSON is refused")
  func noRows() throws {
    let empty = try IndexTool.run(Self.arguments)
    #expect(empty.status == 0 && empty.output == "" && empty.errors.hasPrefix("globenc-index: explained 0 rows"))
    let zip = try IndexTool.run(Self.arguments, input: "PK\u{3}\u{4}\u{14}\u{0}\u{0}\u{0}")
    #expect(zip.status == 2 && zip.output == "" && zip.errors.split(separator: "\n").count == 1)
  }

  @Test("a signal ends it after the rows that were read", arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func signals(signal: Int32, status: Int32) throws {
    let running = try IndexTool.start(Self.arguments)
    try running.input.write(contentsOf: Data("{\"text\": \"one\"}\n{\"text\": \"two\"}\n{\"text\": \"cut o".utf8))
    #expect(lines(2, of: running) == 2)
    kill(running.process.processIdentifier, signal)
    let result = running.wait()
    #expect(result.status == status && result.output.split(separator: "\n").count == 2)
    #expect(result.errors.hasPrefix("globenc-index: stopping once the rows that were read are answered; Ctrl-C again ends at once\n"))
    #expect(result.errors.contains("globenc-index: explained 2 rows ("))
  }

  @Test("it ends when nobody reads its answers any more, without a word")
  func brokenPipe() throws {
    let directory = try TemporaryDirectory()
    let program = IndexTool.folder.appendingPathComponent("globenc-index").path
    let script = """
      trap '' PIPE
      (trap - PIPE; exec yes '{"text": "a good film"}') | "$0" explain --model "$1" - --jsonl 2> errors | head -n 3 > output
      echo "${PIPESTATUS[1]}" > status
      """
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    shell.arguments = ["bash", "-c", script, program, IndexTool.model]
    shell.currentDirectoryURL = directory.url
    try shell.run()
    shell.waitUntilExit()
    func text(_ name: String) throws -> String { try String(contentsOf: directory.url.appendingPathComponent(name), encoding: .utf8) }
    #expect(try text("status") == "141\n" && text("errors") == "")
    #expect(try text("output").split(separator: "\n").count == 3)
  }

  /// Waits for so many lines of output, at most 20 seconds (with a sanitizer ten times as long).
  /// - Returns: Their number.
  private func lines(_ count: Int, of running: IndexTool.Running) -> Int {
    let end = Date(timeIntervalSinceNow: Sanitizer.isPresent ? 200 : 20)
    while running.output.utf8.count(where: { $0 == UInt8(ascii: "\n") }) < count, Date() < end, running.process.isRunning { usleep(5_000) }
    return running.output.utf8.count { $0 == UInt8(ascii: "\n") }
  }
}
