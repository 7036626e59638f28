/// The origin of an example's labels: the corpus, or the model.
public enum LabelOrigin: String, Sendable, CaseIterable { case gold, predicted }
