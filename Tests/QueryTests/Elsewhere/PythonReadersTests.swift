import Foundation
import Store
import TestSupport
import Testing

/// A store read by DuckDB and Datasette, and its CSV read by pandas, where these are installed.
struct PythonReadersTests {
  /// Loads DuckDB's SQLite extension: an installed one, one from a PyPI package, or one that can be downloaded.
  private static let loading = """
    import duckdb, glob, os
    connection = duckdb.connect()
    def load():
        try:
            return connection.execute("LOAD sqlite")
        except duckdb.Error:
            pass
        try:
            import duckdb_extension_sqlite_scanner as package
            files = glob.glob(os.path.join(os.path.dirname(package.__file__), "**", "*.duckdb_extension"), recursive=True)
            return connection.execute(f"LOAD '{files[0]}'")
        except (ImportError, IndexError, duckdb.Error):
            pass
        connection.execute("INSTALL sqlite")
        connection.execute("LOAD sqlite")
    load()

    """
  private static let readsSQLite: Bool = (try? Python.run(loading)) != nil

  private static let views = ViewTests.columns.map(\.view)

  /// The blocks of a document in one language.
  private func blocks(_ language: String, of document: String) throws -> [String] {
    let text = try String(contentsOf: Fixtures.repository.appendingPathComponent(document), encoding: .utf8)
    return text.components(separatedBy: "```\(language)\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
  }

  @Test(.enabled(if: readsSQLite, "DuckDB with its SQLite reader is not installed, and cannot be fetched here"))
  func duckDBReadsEveryViewAndAnswersTheDocumentedQueries() throws {
    let store = try SampleStore()
    let queries = try blocks("sql", of: "schema/README.md")
    #expect(queries.count == 3)
    let types = ["integer": "BIGINT", "real": "DOUBLE", "text": "VARCHAR"]
    let expected = ViewTests.columns.map { view in
      "'\(view.view)': [\(view.types.map { "('\($0.name)', '\(types[$0.type] ?? "")')" }.joined(separator: ", "))]"
    }
    let script =
      Self.loading + """
        import sqlite3
        plain = sqlite3.connect('\(store.url.path)')
        connection.execute("ATTACH '\(store.url.path)' AS store (TYPE sqlite, READ_ONLY)")
        connection.execute("USE store")
        for view, columns in {\(expected.joined(separator: ", "))}.items():
            rows = connection.execute(f"SELECT * FROM {view}").fetchall()
            found = [(column[0], str(column[1])) for column in connection.description]
            assert found[:len(columns)] == columns, (view, found)
            assert sorted(map(repr, rows)) == sorted(map(repr, plain.execute(f"SELECT * FROM {view}").fetchall())), (view, rows[:2])
        for query in [\(queries.map { "'''\($0)'''" }.joined(separator: ", "))]:
            # The sample has no token in five texts.
            query = query.replace("texts >= 5", "texts >= 1")
            rows = connection.execute(query).fetchall()
            assert rows and rows == plain.execute(query).fetchall(), (query, rows)
        print("done")
        """
    #expect(try Python.run(script) == "done\n")
  }

  @Test(.enabled(if: Python.has("datasette"), "Datasette is not installed"))
  func datasetteServesEveryView() throws {
    let store = try SampleStore()
    let script = """
      import asyncio, sqlite3
      from datasette.app import Datasette
      async def main():
          plain = sqlite3.connect('\(store.url.path)')
          plain.row_factory = sqlite3.Row
          served = Datasette(['\(store.url.path)'])
          for view in '\(Self.views.joined(separator: " "))'.split():
              answer = await served.client.get(f'/reviews/{view}.json?_shape=array')
              assert answer.status_code == 200, (view, answer.text[:300])
              assert answer.json() == [dict(row) for row in plain.execute(f'SELECT * FROM {view}')], view
      asyncio.run(asyncio.wait_for(main(), 60))
      print("done")
      """
    #expect(try Python.run(script) == "done\n")
  }

  @Test func theDocumentSaysHowPandasReadsCSV() throws {
    let blocks = try blocks("python", of: "docs/queries.md")
    #expect(blocks.contains { $0.contains("keep_default_na=False") && $0.contains("tokens.csv") })
  }

  /// The word "null", and other words that pandas takes for a missing value by default.
  @Test(.enabled(if: Python.has("pandas"), "pandas is not installed"))
  func pandasReadsTokensAsTheDocumentSays() throws {
    let text = "null film"
    let example = SampleStore.example(
      row: 1, id: "NA", text: text, label: nil, predicted: "positive", confidence: 0.5,
      pieces: [("null", 0..<4, 0.25), ("film", 5..<9, 0.25)])
    let store = try SampleStore([example])
    #expect(try store.run("export", "--what", "tokens", "-o", "tokens.csv").status == 0)
    #expect(try store.run("export", "--what", "examples", "-o", "examples.csv").status == 0)
    let block = try #require(try blocks("python", of: "docs/queries.md").first { $0.contains("keep_default_na=False") })
    let script =
      block + """

        assert tokens["token"].tolist() == ["[CLS]", "null", "film", "[SEP]"], tokens
        assert tokens["example"].tolist() == ["NA"] * 4 and tokens["word"].tolist() == ["", "null", "film", ""], tokens
        assert tokens["start"].isna().tolist() == [True, False, False, True] and tokens["start"].tolist()[1:3] == [0, 5], tokens
        assert tokens["label"].isna().all() and tokens["score"].dtype == float, tokens.dtypes
        assert examples["confidence"].tolist() == [0.5] and examples["label"].isna().all() and examples["text"].tolist() == ["null film"]
        print("done")
        """
    #expect(try Python.run(script, in: store.directory.url) == "done\n")
  }

  /// Ids, labels, words and texts of digits, which pandas takes for numbers by default.
  @Test(.enabled(if: Python.has("pandas"), "pandas is not installed"))
  func pandasKeepsTextOfDigitsAsTheDocumentSays() throws {
    let examples = ["007", "010", "1e3"].enumerated().map { place, id in
      SampleStore.example(
        row: place + 1, id: id, text: "31", label: place == 0 ? nil : "0\(place)", predicted: "1", confidence: 0.5,
        pieces: [("31", 0..<2, 0.25)])
    }
    var settings = SampleStore.settings()
    settings.labels = ["0", "1"]
    let store = try SampleStore(examples, settings: settings)
    #expect(try store.run("export", "--what", "tokens", "-o", "tokens.csv").status == 0)
    #expect(try store.run("export", "--what", "examples", "-o", "examples.csv").status == 0)
    let block = try #require(try blocks("python", of: "docs/queries.md").first { $0.contains("keep_default_na=False") })
    let script =
      block + """

        tokens = tokens[tokens["token"] == "31"]
        for table in (tokens, examples):
            assert table["example"].tolist() == ["007", "010", "1e3"], table
            assert table["label"].tolist()[1:] == ["01", "02"] and table["label"].isna().tolist() == [True, False, False], table
            assert table["predicted"].tolist() == ["1"] * 3, table
        assert tokens["word"].tolist() == ["31"] * 3 and examples["text"].tolist() == ["31"] * 3
        print("done")
        """
    #expect(try Python.run(script, in: store.directory.url) == "done\n")
  }
}
