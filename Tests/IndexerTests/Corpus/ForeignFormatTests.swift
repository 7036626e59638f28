import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Files in unsupported formats: one sentence names the cause and a command that converts them.
struct ForeignFormatTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func refusal(_ bytes: [UInt8], _ name: String, _ options: [String] = []) throws -> String {
    let corpus = try directory.write(Data(bytes), to: name).path
    let store = directory.url.appendingPathComponent("s.globenc").path
    let result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store] + options)
    #expect(result.status == 2 && result.output.isEmpty && result.errors.filter { $0 == "\n" }.count == 1)
    #expect(!FileManager.default.fileExists(atPath: store))
    return result.errors.replacingOccurrences(of: corpus, with: "FILE")
  }

  @Test(arguments: [[], ["--format", "jsonl"]]) func aCompressedFile(options: [String]) throws {
    // printf '' | gzip
    let bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(
      try refusal(bytes, "c.jsonl.gz", options)
        == "globenc-index: corpus 'FILE' is compressed with gzip: unpack it on its way in (gzip -dc FILE | globenc-index - ...)\n")
    #expect(try refusal(bytes, "c.csv.gz", options).contains("gzip -dc FILE | globenc-index - --format csv ...)"))
  }

  @Test func aCompressedArchive() throws {
    #expect(
      try refusal([0x1F, 0x8B, 8, 0], "c.tar.gz").contains("is a compressed archive: take its file out on the way in (tar -xzOf FILE | "))
  }

  @Test func theCommandForACompressedFileWorks() throws {
    let text = try directory.write("text,label\ngood film,positive\n", to: "c.csv").path
    let store = directory.url.appendingPathComponent("s.globenc").path
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = IndexTool.folder.appendingPathComponent("globenc-index").path
    shell.arguments = [
      "-c", "gzip '\(text)' && gzip -dc '\(text).gz' | '\(program)' - --format csv --model '\(IndexTool.model)' --store '\(store)' --quiet",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(try StoreContent(URL(fileURLWithPath: store)).examples["1"]?.text == "good film")
  }

  @Test(arguments: [
    (
      "c.parquet", "PAR1",
      "is a Parquet file, which is not read here: the Python package globenc-store streams it in (python3 -m globenc_store.index FILE --model DIR --store FILE)"
    ),
    ("c.xlsx", "PK\u{3}\u{4}", "is an Excel workbook, which is not read here: "), ("c.zip", "PK\u{3}\u{4}", "is a zip archive: "),
    ("c.arrow", "ARROW1", "is an Arrow file, "), ("c.parquet", "", "is a Parquet file, "),
    ("c.jsonl.zst", "(\u{B5}", "is compressed with Zstandard: unpack it on its way in (zstd -dc FILE | globenc-index - ...)"),
  ]) func otherFormats(name: String, beginning: String, sentence: String) throws {
    #expect(try refusal(Array(beginning.utf8), name).contains(sentence))
  }

  @Test(arguments: [
    (String.Encoding.utf16LittleEndian, "UTF-16LE"), (.utf16BigEndian, "UTF-16BE"), (.utf16, "UTF-16"), (.utf32, "UTF-32"),
  ]) func otherEncodings(encoding: String.Encoding, name: String) throws {
    let text = "{\"text\": \"good\"}\n{\"text\": \"b\u{E4}d \u{4F60}\"}\n"
    let bytes = try #require(text.data(using: encoding))
    let sentence = try refusal(Array(bytes), "c.jsonl")
    #expect(sentence.contains("corpus 'FILE' is \(name.prefix(6)): convert it to UTF-8 (iconv -f \(name)"), "\(sentence)")
  }

  @Test func aStrayZeroIsNoEncoding() {
    #expect(TextEncoding(beginning: Array("a\0".utf8)) == nil)
    #expect(TextEncoding(beginning: Array("{\"text\": \"a\0b\"}\n{\"text\": \"\0\"}\n".utf8)) == nil)
    #expect(TextEncoding(beginning: [0, 0, 0, 0]) == nil)
    #expect(TextEncoding(beginning: []) == nil)
  }

  @Test func aSingleQuoteInANameIsQuoted() {
    #expect("it's.gz".shellQuoted == "'it'\\''s.gz'")
    #expect("-x".shellQuoted == "'-x'")
  }
}
