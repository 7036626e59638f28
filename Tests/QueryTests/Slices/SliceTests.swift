import Foundation
import TestSupport
import Testing

/// The options that choose examples, the same for every listing; `export` shows the chosen examples.
struct SliceTests {
  private let store: SampleStore

  init() throws { store = try SampleStore() }

  /// The ids of the chosen examples.
  private func ids(_ arguments: [String]) throws -> [String] {
    let result = try QueryProgram.run(
      ["export", store.url.path, "--what", "examples", "--format", "jsonl"] + arguments, in: store.directory.url)
    #expect(result.errors == "")
    #expect(result.status == 0)
    return try result.text.split(separator: "\n").map { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try #require(object["example"] as? String)
    }
  }

  @Test(
    arguments: [
      (["--label", "negative"], ["a", "b"]), (["--predicted", "positive"], ["b", "ünï,1"]), (["--misclassified"], ["b"]),
      (["--correct"], ["a"]), (["--min-confidence", "0.75"], ["a", "ünï,1"]), (["--max-confidence", "0.75"], ["a", "b"]),
      (["--contains", "FILM"], ["b", "ünï,1"]), (["--contains", "\"not\"\n"], ["b"]), (["--contains", "%"], []),
      (["--where", "source=web, \"old\""], ["b"]), (["--where", "source="], ["a", "ünï,1"]), (["--token", "not"], ["a", "b"]),
      (["--token", "film", "--in-top", "1"], ["ünï,1"]), (["--token", "film", "--in-top", "2"], ["b", "ünï,1"]), (["--truncated"], ["b"]),
      (["--word", "unwatchable"], ["a"]), (["--word", "film", "--in-top", "1"], ["ünï,1"]),
      (["--word", "film", "--in-top", "2"], ["b", "ünï,1"]),
      (["--length", "6"], ["a", "ünï,1"]), (["--length", "7.."], ["b"]), (["--length", "..6"], ["a", "ünï,1"]),
      (["--length", "6..9", "--token", "not", "--correct"], ["a"]), (["--rows", "..2"], ["a", "b"]), (["--rows", "4"], ["ünï,1"]),
      (["--rows", "2..", "--misclassified"], ["b"]),
    ] as [([String], [String])])
  func everyOptionChooses(arguments: [String], expected: [String]) throws {
    guard !expected.isEmpty else {
      let result = try store.run("export", "--what", "examples", "--contains", "%")
      #expect(result.errors == "globenc-query: no example has '%' in the text\n")
      #expect(result.status == 1)
      return
    }
    #expect(try ids(arguments) == expected)
  }

  @Test func idsComeFromAFileOrStandardInput() throws {
    _ = try store.directory.write("ünï,1\r\n\na\n", to: "ids.txt")
    #expect(try ids(["--examples", "ids.txt"]) == ["a", "ünï,1"])
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c",
      "echo b | '\(QueryProgram.url.path)' top '\(store.url.path)' --examples - -k 1 --format csv --pieces --by mean --min-count 1 | cut -d, -f1-4",
    ]
    shell.standardOutput = output
    try shell.run()
    #expect(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "token,count,mean,total\nnot,1,0.5,0.5\n")
    shell.waitUntilExit()
  }

  @Test func aByteOrderMarkIsNoPartOfAnID() throws {
    _ = try store.directory.write("\u{FEFF}b\r\na\r\n", to: "ids.txt")
    #expect(try ids(["--examples", "ids.txt"]).sorted() == ["a", "b"])
    let wide = try #require("a\nb\n".data(using: .utf16))
    _ = try store.directory.write(wide, to: "wide.txt")
    let result = try QueryProgram.run(["top", store.url.path, "--examples", "wide.txt"], in: store.directory.url)
    #expect(
      result.errors == "globenc-query: the list 'wide.txt' is not text in UTF-8: convert it (iconv -f UTF-16 -t UTF-8)\n"
        && result.status == 2)
  }

  @Test(
    arguments: [
      (["--label", "negativ"], "no example has the gold label 'negativ'; nearest: 'negative'"),
      (["--predicted", "positiv"], "no example has the predicted label 'positiv'; nearest: 'positive' or 'negative'"),
      (["--where", "sorce=web"], "the store keeps no column 'sorce'; it has 'source'"),
      (["--token", "Filn"], "no example has the token 'Filn', which must be a piece of the vocabulary; nearest: 'film'"),
      (["--word", "unwatchabel"], "no example has the word 'unwatchabel'; nearest: 'unwatchable'"),
      (["--examples", "ids.txt"], "no example has the id 'c' (nor 1 more of the 3 ids in 'ids.txt'); nearest: 'a'"),
    ])
  func anUnknownNameIsAnsweredWithTheNearest(arguments: [String], message: String) throws {
    _ = try store.directory.write("c\na\nd\n", to: "ids.txt")
    for command in [["export", store.url.path, "--what", "tokens"], ["top", store.url.path]] {
      let result = try QueryProgram.run(command + arguments, in: store.directory.url)
      #expect(result.errors.hasPrefix("globenc-query: " + message), "\(result.errors)")
      #expect(result.errors.filter { $0 == "\n" }.count == 1)
      #expect(result.text == "")
      #expect(result.status == 1)
    }
  }

  @Test func aListThatCannotBeReadIsOneSentence() throws {
    let missing = try store.run("top", "--examples", "nowhere.txt")
    #expect(missing.errors == "globenc-query: the list 'nowhere.txt' could not be read: No such file or directory\n")
    #expect(missing.status == 2)
    #expect(try store.run("top", "--examples", ".").errors == "globenc-query: the list '.' could not be read: Is a directory\n")
  }

  @Test func aSliceIsSaidInWords() throws {
    let result = try store.run(
      "top", "--label", "negative", "--misclassified", "--truncated", "--min-confidence", "0.5", "--contains", "film", "--token", "not",
      "--in-top", "1", "--length", "2..9", "--rows", "1..9", "--where", "source=web, \"old\"", "-k", "1", "--min-count", "1", "--by", "mean"
    )
    #expect(
      result.text.hasPrefix(
        "1 misclassified truncated example with gold label 'negative', confidence of at least 0.5, 'film' in the text, "
          + "source 'web, \"old\"', token 'not' in the top 1, 2 to 9 tokens and a row from 1 to 9, compared with all others (2), by mean\n")
    )
    #expect(
      try store.run("top", "--label", "negative", "--correct", "--truncated").errors
        == "globenc-query: no correctly classified truncated example has gold label 'negative'\n")
    for (rows, said) in [("9..", "a row from 9 on"), ("..0", "the row 0"), ("8..9", "a row from 8 to 9"), ("9", "the row 9")] {
      #expect(try store.run("top", "--rows", rows).errors == "globenc-query: no example has \(said)\n")
    }
    #expect(try store.run("top", "--rows", "..2", "--min-count", "1", "--by", "mean").text.hasPrefix("2 examples with a row up to 2"))
    let empty = try SampleStore([SampleStore.reviews[0]]).run("top", "--misclassified")
    #expect(empty.errors == "globenc-query: there is no misclassified example\n")
    #expect(empty.status == 1)
  }

  @Test(
    arguments: [
      ["--in-top", "3"], ["--token", "not", "--word", "not", "--in-top", "1"], ["--token", "not", "--in-top", "0"],
      ["--min-confidence", "2"], ["--max-confidence", "nan"],
      ["--min-confidence", "0.5", "--max-confidence", "0.25"], ["--correct", "--misclassified"], ["--contains", ""],
      ["--where", "source"], ["--where", "=web"], ["--length", "9..3"], ["--length", ".."], ["--length", "x"], ["--rows", "9..3"],
    ])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    let result = try QueryProgram.run(["export", store.url.path, "--what", "examples"] + arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: "))
  }
}
