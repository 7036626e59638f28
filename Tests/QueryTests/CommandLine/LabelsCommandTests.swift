import TestSupport
import Testing

struct LabelsCommandTests {
  @Test func countsAndConfidenceAreTwoTables() throws {
    let result = try SampleStore().run("labels")
    #expect(
      result.text == """
        3 examples

        Labels: gold, and what the model predicted (accuracy 50.0 %)

        gold        examples  → negative  → positive  right
        negative           2           1           1  50.0 %
        (no label)         1           0           1

        Mean confidence

        gold        → negative  → positive
        negative        0.7500      0.5000
        (no label)                  1.0000

        """)
    #expect(result.status == 0)
  }

  @Test func aSliceIsCountedInAScan() throws {
    let store = try SampleStore()
    let json = try store.run("labels", "--token", "not", "--format", "json")
    #expect(
      json.text == #"{"label":null,"predicted":null,"slice":"the examples with token 'not'","examples":2,"accuracy":0.5,"labels":["#
        + #"{"label":"negative","predicted":"negative","examples":1,"mean_confidence":0.75},"#
        + #"{"label":"negative","predicted":"positive","examples":1,"mean_confidence":0.5}]}"# + "\n")
    let csv = try store.run("labels", "--predicted", "positive", "--format", "csv")
    #expect(csv.text == "label,predicted,examples,mean_confidence\nnegative,positive,1,0.5\n,positive,1,1.0\n")
    #expect(
      try store.run("labels", "--format", "csv", "-k", "1").text == "label,predicted,examples,mean_confidence\nnegative,negative,1,0.75\n")
    #expect(try store.run("labels", "--truncated", "--correct").status == 1)
  }
}
