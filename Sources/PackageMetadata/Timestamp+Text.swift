extension Timestamp {
  /// Reads a day (`2026-01-31`, its start in UTC) or a moment in RFC 3339 (`2026-01-31T12:00:00Z`).
  package init?(parsing text: String) {
    var text = text
    guard let time = text.withUTF8({ Timestamp(parsing: $0) }) else { return nil }
    self = time
  }

  /// Reads the same from bytes; a moment without an offset is in UTC, as old indexes write it.
  package init?(parsing text: UnsafeBufferPointer<UInt8>) {
    // yyyy-mm-dd
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = Self.number(text, 0, 4), let month = Self.number(text, 5, 2),
      let day = Self.number(text, 8, 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let start = Timestamp(year: year, month: month, day: day).seconds
    if text.count == 10 {
      self.init(seconds: start)
      return
    }
    // Thh:mm:ss
    guard text.count >= 19,
      text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let hour = Self.number(text, 11, 2), let minute = Self.number(text, 14, 2),
      let second = Self.number(text, 17, 2), hour < 24, minute < 60, second <= 60,
      let offset = Self.offset(text)
    else { return nil }
    self.init(seconds: start + hour * 3600 + minute * 60 + second - offset)
  }

  /// The seconds that local time is ahead of UTC.
  private static func offset(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    var position = 19
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      while position < text.count, text[position] &- 0x30 < 10 { position += 1 }
    }
    guard position < text.count else { return 0 }
    let sign = text[position]
    if sign | 0x20 == UInt8(ascii: "z") { return position + 1 == text.count ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = number(text, position + 1, 2)
    else { return nil }
    position += 3
    if position < text.count, text[position] == UInt8(ascii: ":") { position += 1 }
    guard let minutes = number(text, position, 2), position + 2 == text.count else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int64? {
    guard start + count <= text.count else { return nil }
    var value: Int64 = 0
    for index in start..<start + count {
      let digit = text[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  /// The start of a day of the Gregorian calendar, in UTC.
  package init(year: Int64, month: Int64, day: Int64) {
    // Years are counted from March, so that the leap day is a year's last.
    let shifted = month > 2 ? year : year - 1
    let fromMarch = month > 2 ? month - 3 : month + 9
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    let days = shifted * 365 + leapDays + (fromMarch * 153 + 2) / 5 + day - 1 - 719_468
    self.init(seconds: days * 86_400)
  }

  /// The day in UTC: `2024-05-31`.
  package var day: String {
    // Days since 0000-03-01, by Howard Hinnant's civil-from-days algorithm.
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }
}
