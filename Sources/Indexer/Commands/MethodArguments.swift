import ArgumentParser

/// The options of `globenc-index index` that choose methods of attribution.
struct MethodArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The methods of attribution; of a new store, the first is the default of queries. (default: the store's, n-enc for a new one)",
      discussion: """
        Without sign, how much of a token arrives: w, w-fixedres, w-res, n, n-fixedres, n-res, n-resln, n-enc, alti, gradient-norm. With a \
        sign, in logits of a class: decompx-linear, decompx, gradient-input, integrated-gradients, occlusion. decompx takes as many forward \
        passes as a text has tokens, and occlusion as many as it has words: try --dry-run first. A later run may add methods: it runs the \
        model over the examples once more.
        """, valueName: "name,..."))
  var methods: String?

  @Option(
    help: ArgumentHelp(
      "How the matrices of the layers become one: rollout, their product; maxflow, the maximum flow through them. (default: rollout)",
      valueName: "name,..."))
  var aggregate: String?

  @Option(
    help: ArgumentHelp(
      "The tokens of the last layer from which maximum flows are computed: first, which the classifier reads, or all. (default: first)",
      discussion: """
        With all, a text of more than 64 tokens has no maximum flow, and is counted; where a maximum flow is the store's first method, such a \
        text is refused.
        """, valueName: "first|all"))
  var maxflowRows: String?

  @Option(
    help: ArgumentHelp(
      "The classes whose logits signed methods explain. (default: all of a model with at most 8, else predicted,gold)",
      discussion: """
        all, or predicted, gold and names of classes. A text without just one gold class gets its predicted one; windows have their text's. A \
        class called all, predicted or gold, or with a comma in its name, cannot be named: all includes it.
        """,
      valueName: "name,..."))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "The steps of integrated-gradients. (default: from 64, doubled up to 1024 until scores and logits agree within 1 %)", valueName: "n"))
  var steps: Int?

  @Option(
    help: ArgumentHelp(
      "The memory that decompx may take, over all workers, such as 500MB or 8G. (default: 2G)",
      discussion: """
        It keeps a vector for each pair of tokens of a text. A text that needs more has no scores by decompx, and is counted; where decompx is \
        the store's first method, such a text is refused.
        """, valueName: "size"))
  var memory: String?

  /// The choice of methods.
  /// - Throws: `ValidationError` with a sentence for an argument that is not understood.
  func choice() throws -> MethodChoice {
    do {
      return try MethodChoice(methods: methods, aggregate: aggregate, classes: classes, steps: steps, memory: memory, flowRows: maxflowRows)
    } catch let fault as ArgumentFault {
      throw ValidationError(fault.description)
    }
  }
}
