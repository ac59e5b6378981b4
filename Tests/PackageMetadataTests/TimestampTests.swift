import PackageMetadata
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2024-03-01T12:00:00Z", 1_709_294_400), ("2024-03-01T12:00:00.999999Z", 1_709_294_400),
    ("2024-03-01T13:30:00+01:30", 1_709_294_400), ("2024-03-01 12:00:00", 1_709_294_400),
    ("1970-01-01T00:00:00Z", 0), ("2000-02-29T23:59:59Z", 951_868_799),
    ("1969-12-31T23:59:59-00:00", -1), ("1970-01-02", 86_400),
  ])
  func readsTimes(text: String, seconds: Int64) {
    #expect(Timestamp(parsing: text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2024", "2024-13-01T00:00:00Z", "2024-01-01T00:00:00Zx", "2024-01-01T25:00:00Z",
    "2024-01-01T00:00:00+1", "abcd-ef-ghTij:kl:mnZ", "2024-01-01T", "2024-1-01",
  ])
  func refusesOtherTimes(text: String) {
    #expect(Timestamp(parsing: text) == nil)
  }

  @Test("a day is written as it is read", arguments: ["1970-01-01", "2000-02-29", "2026-12-31"])
  func days(text: String) {
    #expect(Timestamp(parsing: text)?.day == text)
  }
}
