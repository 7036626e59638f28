import Store
import Support
import TestSupport

/// A store whose texts and names try to run as code.
enum HostileStore {
  /// Texts that a page must show, and not run.
  static let texts = [
    "<script>window.hit = 1</script> is a film", "</script><script>window.hit = 2</script>", "</style><style>*{display:none}</style> end",
    "<img src=x onerror=\"window.hit = 3\"> <iframe src=\"javascript:parent.hit = 4\"></iframe>",
    "<!-- <script> --> ]]> {{data}} ${hit} `x`",
    "\"quotes\" 'and' \\ backslashes \\u003c &lt;b&gt; &amp; &#60;",
    "\u{202E}desrever\u{202C} \u{5E9}\u{5DC}\u{5D5}\u{5DD} (\u{200F}x\u{200E}) \u{2066}y",
    "two  blanks\n\n\tand lines\r\nof all\u{2028}kinds \u{B}\u{C}\u{85}\u{1}",
    "\u{1F600} astral \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} e\u{301}t\u{E9} \u{6620}\u{753B}",
    String(repeating: "0123456789", count: 1000), String(repeating: "word <b>bold</b> ", count: 40), "", " ",
  ]

  /// Creates the store with five examples of each text, so that their words are in the panels of a page.
  static func make() throws -> SampleStore {
    let labels = [
      "<b>neg</b><script>window.hit = 5</script>", "\"'><img src=x onerror='window.hit = 6'>\"\u{301} onclick=\"\u{301}window.hit = 12",
    ]
    var settings = SampleStore.settings(keep: ["<i>kept</i><script>window.hit = 10</script>"], layers: .all)
    settings.labels = labels
    settings.model = "</title><script>window.hit = 7; document.title = 'hacked'</script>"
    return try SampleStore(
      (0..<5 * texts.count).map { row in
        example(row: row + 1, text: texts[row % texts.count], label: labels[row % 2], predicted: labels[row % 3 == 0 ? 0 : 1])
      }, settings: settings)
  }

  /// An example whose tokens are the first 100 parts of the text between blanks.
  private static func example(row: Int, text: String, label: String, predicted: String) -> SampleExample {
    let scalars = Array(text.unicodeScalars)
    let words = scalars.indices.split { scalars[$0].properties.isWhitespace }.prefix(100).map { $0.startIndex..<$0.endIndex }
    let size = words.count + 2
    let score = 1 / Float(size)
    let pieces = words.enumerated().map { place, range in
      ExampleToken(
        id: Int32(row * 1000 + place), piece: "\(row).\(place) " + String(scalars[range].map(Character.init)), segment: 0, offsets: range,
        score: score)
    }
    let tokens =
      [ExampleToken(id: 0, piece: "[CLS]", segment: 0, offsets: nil, score: score)] + pieces
      + [ExampleToken(id: 1, piece: "[SEP]", segment: 0, offsets: nil, score: score)]
    let matrix = ScaledMatrix(size: size, values: (0..<size * size).map { $0 % 7 == 0 ? 0.75 : 0.5 }, exponent: 0)
    return SampleExample(
      row: row, id: "\(row) \"><script>window.hit = 8</script>", text: text,
      pair: row % 4 == 0 ? "</p><script>window.hit = 9</script>" : nil,
      label: label, logits: [0, 1], predicted: predicted, confidence: 0.75, value: nil, isTruncated: words.count == 100, tokens: tokens,
      kept: ["<img src=x onerror='window.hit = 11'>"], final: matrix, layers: [matrix])
  }
}
