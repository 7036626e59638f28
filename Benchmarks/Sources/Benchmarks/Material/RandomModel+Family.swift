extension RandomModel {
  /// The families whose files can be written.
  enum Family {
    case bert, roberta, distilBERT
    /// The third version; without relative positions, it has no positions at all.
    case deberta(hasDistances: Bool)
  }

  /// The names of a layer's modules, in the order of ``tensors``.
  private struct LayerNames {
    var query = "attention.self.query"
    var key = "attention.self.key"
    var value = "attention.self.value"
    var attentionOutput = "attention.output.dense"
    var attentionNorm = "attention.output.LayerNorm"
    var intermediate = "intermediate.dense"
    var output = "output.dense"
    var outputNorm = "output.LayerNorm"
  }

  /// The text of config.json.
  var configuration: String {
    let labels = #""id2label": {"0": "negative", "1": "positive"}, "label2id": {"negative": 0, "positive": 1}"#
    let usual = """
      "hidden_size": \(size), "num_hidden_layers": \(layers), "num_attention_heads": \(heads), "intermediate_size": \(intermediate),
       "hidden_act": "gelu", "vocab_size": \(Self.vocabulary), \(labels)
      """
    return switch family {
    case .bert:
      #"{"model_type": "bert", "architectures": ["BertForSequenceClassification"], "layer_norm_eps": 1e-12, "#
        + #""max_position_embeddings": \#(Self.positions), "type_vocab_size": 2, \#(usual)}"#
    case .roberta:
      #"{"model_type": "roberta", "architectures": ["RobertaForSequenceClassification"], "layer_norm_eps": 1e-5, "pad_token_id": 1, "#
        + #""max_position_embeddings": \#(Self.positions + 2), "type_vocab_size": 1, \#(usual)}"#
    case .distilBERT:
      #"{"model_type": "distilbert", "architectures": ["DistilBertForSequenceClassification"], "dim": \#(size), "n_layers": \#(layers), "#
        + #""n_heads": \#(heads), "hidden_dim": \#(intermediate), "activation": "gelu", "max_position_embeddings": \#(Self.positions), "#
        + #""vocab_size": \#(Self.vocabulary), \#(labels)}"#
    case .deberta(let hasDistances):
      #"{"model_type": "deberta-v2", "architectures": ["DebertaV2ForSequenceClassification"], "layer_norm_eps": 1e-7, "#
        + #""max_position_embeddings": \#(Self.positions), "type_vocab_size": 0, "position_biased_input": false, "#
        + (hasDistances
          ? #""relative_attention": true, "position_buckets": 256, "norm_rel_ebd": "layer_norm", "share_att_key": true, "#
            + #""pos_att_type": "p2c|c2p", "# : "") + "\(usual)}"
    }
  }

  /// The tensors of model.safetensors.
  var tensors: [Tensor] {
    var names = LayerNames()
    let (prefix, layerPath): (String, String)
    var tables = [("word_embeddings", Self.vocabulary)]
    var others: [Tensor] = []
    let head: [Tensor]
    switch family {
    case .bert:
      (prefix, layerPath) = ("bert.", "encoder.layer.")
      tables += [("position_embeddings", Self.positions), ("token_type_embeddings", 2)]
      head = linear("bert.pooler.dense", size, size) + linear("classifier", 2, size)
    case .roberta:
      (prefix, layerPath) = ("roberta.", "encoder.layer.")
      tables += [("position_embeddings", Self.positions + 2), ("token_type_embeddings", 1)]
      head = linear("classifier.dense", size, size) + linear("classifier.out_proj", 2, size)
    case .distilBERT:
      (prefix, layerPath) = ("distilbert.", "transformer.layer.")
      tables += [("position_embeddings", Self.positions)]
      names = LayerNames(
        query: "attention.q_lin", key: "attention.k_lin", value: "attention.v_lin", attentionOutput: "attention.out_lin",
        attentionNorm: "sa_layer_norm", intermediate: "ffn.lin1", output: "ffn.lin2", outputNorm: "output_layer_norm")
      head = linear("pre_classifier", size, size) + linear("classifier", 2, size)
    case .deberta(let hasDistances):
      (prefix, layerPath) = ("deberta.", "encoder.layer.")
      names.query = "attention.self.query_proj"
      names.key = "attention.self.key_proj"
      names.value = "attention.self.value_proj"
      if hasDistances {
        others = [Tensor(name: "deberta.encoder.rel_embeddings.weight", shape: [512, size])] + layerNorm("deberta.encoder.LayerNorm")
      }
      head = linear("pooler.dense", size, size) + linear("classifier", 2, size)
    }
    let embeddings = tables.map { name, rows in Tensor(name: "\(prefix)embeddings.\(name).weight", shape: [rows, size]) }
    let encoder = (0..<layers).flatMap { layer in
      let path = "\(prefix)\(layerPath)\(layer)."
      return [names.query, names.key, names.value, names.attentionOutput].flatMap { linear(path + $0, size, size) }
        + layerNorm(path + names.attentionNorm) + linear(path + names.intermediate, intermediate, size)
        + linear(path + names.output, size, intermediate) + layerNorm(path + names.outputNorm)
    }
    return embeddings + layerNorm("\(prefix)embeddings.LayerNorm") + encoder + others + head
  }

  private func linear(_ name: String, _ outputs: Int, _ inputs: Int) -> [Tensor] {
    [Tensor(name: name + ".weight", shape: [outputs, inputs]), Tensor(name: name + ".bias", shape: [outputs], value: 0)]
  }

  private func layerNorm(_ name: String) -> [Tensor] {
    [Tensor(name: name + ".weight", shape: [size], value: 1), Tensor(name: name + ".bias", shape: [size], value: 0)]
  }
}
