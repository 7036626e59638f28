import Support

extension CommandLineHints {
  /// Options and subcommands that users of globenc-query are likely to type by mistake, and the right ones.
  static let query = CommandLineHints(
    synonyms: [
      "-n": "-k", "--top": "-k", "--top-k": "-k", "--topk": "-k", "--limit": "-k", "--count": "-k", "--head": "-k", "-f": "--format",
      "-l": "--label", "--gold": "--label", "-p": "--predicted", "--prediction": "--predicted", "--wrong": "--misclassified",
      "--errors": "--misclassified", "--incorrect": "--misclassified", "--right": "--correct", "--search": "--contains",
      "--grep": "--contains", "--text": "--contains", "--filter": "--where", "--order": "--sort", "--order-by": "--sort",
      "--sort-by": "--sort", "--rank-by": "--by", "--asc": "--ascending", "--reverse": "--ascending", "--id": "--example",
      "--ids": "--examples", "--markdown": "--md", "--colour": "--color", "--no-color": "--color never", "--no-colour": "--color never",
      "--xlsx": "--excel", "--output-file": "--output", "--file": "--output",
    ],
    advice: Dictionary(
      uniqueKeysWithValues: ["--store", "--db", "--database", "--input", "-s", "-i", "-d"].map {
        ($0, "the store has no option, it stands behind the subcommand, as in globenc-query top STORE")
      }
    ).merging(["--id": "the id has no option, it stands behind the store, as in globenc-query show STORE ID"]) { $1 },
    elsewhere: ["index": "globenc-index", "repair": "globenc-index", "evaluate": "globenc-index", "ablate": "globenc-index"],
    mostUsed: [
      "info": ["--format", "--digest"],
      "top": [
        "--example", "--label", "--predicted", "--misclassified", "--contains", "-k", "--by", "--versus", "--pieces", "--csv",
      ],
      "examples": [
        "--label", "--predicted", "--misclassified", "--contains", "--where", "--token", "--sort", "--ascending", "--like", "-k", "--csv",
      ],
      "labels": ["--label", "--predicted", "--contains", "--where", "--length", "--csv"],
      "tokens": ["--words", "--label", "--predicted", "--misclassified", "-k", "--csv"],
      "cues": ["--words", "--ratio", "--purity", "--min-count", "--of", "-k", "--csv"],
      "compare": ["--changed", "--what", "--label", "--predicted", "-k", "--csv"],
      "evaluation": ["--method", "--metric", "--csv"],
      "show": ["--plain", "--color", "--row", "--layer", "--window"],
      "matrix": ["--layer", "--window", "--format", "--output"],
      "export": ["--what", "--format", "--label", "--predicted", "--misclassified", "--where", "--output"],
      "report": ["--output", "--label", "--predicted", "--misclassified", "--contains", "-k", "--layers"],
      "verify": ["--format", "--output"],
    ],
    briefs: [
      "top": "Rank the words that carried an example, a label, or another slice.",
      "examples": "List and search examples, or find those like another.",
      "labels": "Count by gold and predicted label, with accuracy and confidence.",
      "cues": "List strong tokens that occur with one label almost only.",
      "evaluation": "Show which methods to believe, as globenc-index measured.", "--method": "The results of this method",
      "--metric": "The results of this metric",
      "compare": "Compare two stores of the same texts.", "export": "Write all tokens, examples, labels or matrices to a file.",
      "report": "Write a page to look at.", "verify": "Look for damage.", "info": "Say what a store holds, and how it came about.",
      "--label": "Examples of this gold label", "--predicted": "Examples that the model gave this label",
      "--misclassified": "Examples whose prediction is wrong", "--contains": "Examples with this in their text",
      "--where": "Examples with this in a kept column", "--token": "Examples with this piece of the vocabulary",
      "-k": "How many to show, or all",
      "--format": "table, md, csv, tsv, json, jsonl or excel", "--csv": "Short for --format csv; --json, --tsv, --md likewise",
      "--output": "Write to this file", "--layer": "final, or the number of a layer, from 1", "--words": "Whole words in place of pieces",
      "--by": "Rank by contrast, mean, total, count or error-rate", "--versus": "Compare with this label or slice",
      "--pieces": "Pieces of the vocabulary in place of words", "--no-punctuation": "Leave out punctuation", "--what": "What to write",
      "--like": "The examples whose attribution is most like this one's", "--sort": "By row, confidence, length or score",
      "--length": "Examples with so many tokens: 10..20", "--rows": "Examples from these rows of the corpus: ..10000",
      "--ratio": "The least mean, in multiples of the overall mean",
      "--purity": "The least share of one label, from 0 to 1", "--of": "Whose labels: gold or predicted",
      "--window": "Of a long text, the window, from 1",
      "--layers": "Show the layers of so many examples", "--plain": "A bar and a number under each word",
      "--color": "always, never or auto",
    ])
}
