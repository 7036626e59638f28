import Support

extension CommandLineHints {
  /// Options and subcommands that users of globenc-index are likely to type by mistake, and the right ones.
  static let index = CommandLineHints(
    synonyms: [
      "-o": "--store", "--output": "--store", "--out": "--store", "--output-file": "--store", "--db": "--store", "--database": "--store",
      "-s": "--store", "-m": "--model", "--model-dir": "--model", "--model-name-or-path": "--model", "--checkpoint": "--model",
      "-j": "--workers", "--jobs": "--workers", "--threads": "--workers", "--num-workers": "--workers", "--processes": "--workers",
      "-n": "--limit", "--max-rows": "--limit", "--head": "--limit", "--max-len": "--max-length", "--max-seq-length": "--max-length",
      "--text-column": "--text", "--label-column": "--label", "--id-column": "--id", "--columns": "--keep", "--pair": "--text-pair",
      "--dtype": "--precision", "--fp32": "--precision f32", "--bf16": "--precision bf16", "--int8": "--precision int8",
      "--compression": "--codec", "--windows": "--stride", "--overlap": "--stride", "-q": "--quiet", "--silent": "--quiet",
      "-f": "--format",
    ],
    advice: Dictionary(
      uniqueKeysWithValues: ["--input", "-i", "--corpus", "--data", "--file", "--dataset"].map {
        ($0, "the corpus has no option, it is named as it is, as in globenc-index CORPUS --model DIR --store FILE")
      }
    ).merging(
      Dictionary(
        uniqueKeysWithValues: ["--store", "--db", "-s", "-o", "--output"].map {
          ($0, "the store has no option here, it stands behind the subcommand, as in globenc-index verify STORE; explain has none")
        })
    ) { $1 },
    elsewhere: Dictionary(
      uniqueKeysWithValues: [
        "info", "top", "examples", "labels", "tokens", "cues", "compare", "evaluation", "show", "matrix", "export", "report",
      ].map { ($0, "globenc-query") }),
    mostUsed: [
      "index": [
        "--model", "--store", "--text", "--text-pair", "--label", "--id", "--keep", "--format", "--layers", "--stride", "--workers",
        "--limit",
        "--dry-run",
      ],
      "explain": ["--model", "--pair", "--methods", "--method", "--plain", "--json", "--jsonl", "--text", "--stride"],
      "verify": ["--model", "--recompute", "--seed"], "repair": [], "merge": ["-o", "--allow-missing"],
      "import-scores": ["--name", "--signed", "--class"],
      "evaluate": ["--model", "--methods", "--sample", "--seed", "--by", "--with-leave-one-out"],
      "ablate": ["--model", "--word", "--cues", "-k", "--sample", "--seed"], "models": ["--format"],
      "serve": ["--model", "--port", "--host", "--open"],
    ],
    briefs: [
      "--model": "A model directory, or a name in the Hugging Face cache", "--store": "The store, created or continued",
      "--text": "The column of the text, if not text", "--label": "The column of the gold label, if not label",
      "--id": "The column of the id, if not id", "--keep": "Further columns to keep with each example",
      "--layers": "final, or all: every layer's matrix too",
      "--stride": "Cut long texts into windows that share n tokens", "--workers": "Threads that run the model",
      "--dry-run": "Say what there is to do, and do nothing", "--recompute": "Examples to compute again",
      "explain": "Explain a text, or each row of a pipe, without a store.", "--pair": "The second text of a pair",
      "--method": "The method to show, one of --methods", "--plain": "A bar and a number under each word",
      "--json": "JSON on standard output", "--jsonl": "Rows of JSON in, answers out; the text is -",
      "--seed": "Chooses the examples", "evaluate": "Measure which of a store's methods to believe.",
      "ablate": "Take words out of their texts, and count what changes.", "--sample": "How many texts",
      "--methods": "The methods, with commas", "--by": "mask or delete", "--with-leave-one-out": "Leave out each token in turn, too",
      "--word": "A word to take out", "--cues": "The words that globenc-query cues lists", "-k": "How many cues", "-o": "The merged store",
      "--allow-missing": "Merge the shards that are there",
      "--name": "The name of the method, for --method", "--signed": "The scores speak for a class",
      "--class": "The class, where the file does not say", "--port": "The port, if not 8042",
      "--host": "An address for other machines, too",
    ],
    usages: ["index": "globenc-index <corpus> --model <dir> --store <file> [<options>]"])
}
