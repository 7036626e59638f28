import Support
import Testing

@Suite("Percentages")
struct PercentageTests {
  @Test(
    "A share is rounded to the nearest tenth of a percent",
    arguments: [
      (0.3996, "40.0 %"), (0.39949, "39.9 %"), (0.4321, "43.2 %"), (0.0625, "6.3 %"), (0.001, "0.1 %"), (0.9989, "99.9 %"), (0.5, "50.0 %"),
      (2.0 / 3, "66.7 %"), (0.09995, "10.0 %"), (0.100499, "10.0 %"), (0.1235, "12.4 %"), (0.7505, "75.1 %"),
    ])
  func rounded(share: Double, text: String) {
    #expect(Percentage.text(share) == text)
  }

  @Test("0 % and 100 % stand for shares of exactly 0 and 1 only")
  func heldBack() {
    #expect(Percentage.text(0) == "0.0 %")
    #expect(Percentage.text(1) == "100.0 %")
    #expect(Percentage.text(0.000_000_1) == "< 0.1 %")
    #expect(Percentage.text(0.000_49) == "< 0.1 %")
    #expect(Percentage.text(0.000_5) == "0.1 %")
    #expect(Percentage.text(0.999_49) == "99.9 %")
    #expect(Percentage.text(0.999_5) == "99.9 %")
    #expect(Percentage.text((1.0).nextDown) == "99.9 %")
  }

  @Test("Negative shares and values that are no shares are shown as such")
  func unusual() {
    #expect(Percentage.text(-0.4321) == "-43.2 %")
    #expect(Percentage.text(-0.000_1) == "> -0.1 %")
    #expect(Percentage.text(1.5) == "150.0 %")
    #expect(Percentage.text(.nan) == "nan %")
    #expect(Percentage.text(.infinity) == "inf %")
  }

  @Test("A page's hundredths of a percent round to the same tenth as the share does")
  func hundredths() {
    for step in 0...100_000 {
      let share = Double(step) / 100_000
      #expect((Percentage.hundredths(share) + 5) / 10 == (step + 50) / 100, "\(share)")
    }
    #expect(Percentage.hundredths(0) == 0)
    #expect(Percentage.hundredths(0.000_01) == 1)
  }
}
