import PackageMetadata

/// The time of an upload as an index writes it: RFC 3339, in UTC or with an offset.
enum UploadTime {
  /// Reads such a time; nil where it is none.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    // yyyy-mm-ddThh:mm:ss
    guard text.count >= 19, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      let hour = number(text, 11, 2), let minute = number(text, 14, 2),
      let second = number(text, 17, 2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    let days = daysSinceEpoch(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    guard let offset = offset(text) else { return nil }
    return Timestamp(seconds: Int64(seconds - offset))
  }

  /// The seconds that local time is ahead of UTC.
  private static func offset(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
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
  ) -> Int? {
    guard start + count <= text.count else { return nil }
    var value = 0
    for index in start..<start + count {
      let digit = text[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// Days from 1970-01-01 in the Gregorian calendar, counting years from March so that the leap
  /// day is a year's last.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let fromMarch = month > 2 ? month - 3 : month + 9
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + (fromMarch * 153 + 2) / 5 + day - 1 - 719_468
  }
}
