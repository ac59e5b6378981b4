/// A parsed text in Debian control format, as "Writing R Extensions" §1.1.1 and R's `read.dcf` have
/// it: records of `Name: value` fields, parted by blank lines.
///
/// The document keeps the bytes and where fields lie in them; values are decoded when asked for.
package struct DCFDocument: Sendable {
  /// The place of one field: its name's bytes, and its raw value with all continuation lines.
  struct Place: Sendable {
    let nameStart: UInt32
    let nameEnd: UInt32
    let valueStart: UInt32
    let valueEnd: UInt32
  }

  /// The text.
  let bytes: [UInt8]
  /// All fields of all records, in the text's order.
  let places: [Place]
  /// Where each record's fields begin in `places`; one more entry than there are records.
  let starts: [UInt32]

  /// The most bytes a text may have.
  static let maximumBytes = 1 << 30

  /// Parses `bytes`.
  ///
  /// - Throws: `CRANError.notDCF` for a page of HTML or for a line that is not a field, continues
  ///   none, or is too long a text to be an index.
  package init(parsing bytes: [UInt8]) throws(CRANError) {
    guard bytes.count <= Self.maximumBytes else {
      throw .notDCF(line: 0, reason: "it is longer than \(Self.maximumBytes) bytes")
    }
    var scanner = DCFScanner()
    let failure = bytes.withUnsafeBufferPointer { scanner.scan($0) }
    if let failure { throw failure }
    self.bytes = bytes
    self.places = scanner.places
    self.starts = scanner.starts
  }

  /// The number of records.
  package var count: Int { starts.count - 1 }

  /// The record at `index`, counted from 0.
  package subscript(index: Int) -> DCFRecord {
    DCFRecord(document: self, fields: Int(starts[index])..<Int(starts[index + 1]))
  }
}

/// One record of a `DCFDocument`.
package struct DCFRecord: Sendable {
  let document: DCFDocument
  let fields: Range<Int>

  /// The value of the field called `name`, unfolded and decoded; of a repeated field the last one
  /// counts.
  ///
  /// Lines are joined by line feeds, without the white space round each; a line of a lone `.`
  /// becomes a blank one. The text is UTF-8, or else Latin-1.
  package subscript(name: String) -> String? {
    var name = name
    return name.withUTF8 { wanted -> Range<Int>? in
      for field in fields.reversed() {
        let place = document.places[field]
        guard Int(place.nameEnd - place.nameStart) == wanted.count else { continue }
        let matches = document.bytes.withUnsafeBufferPointer { bytes in
          zip(bytes[Int(place.nameStart)..<Int(place.nameEnd)], wanted).allSatisfy { $0 == $1 }
        }
        if matches { return Int(place.valueStart)..<Int(place.valueEnd) }
      }
      return nil
    }.map { DCFText.unfolded(document.bytes[$0]) }
  }

  /// The most bytes of a field's value that are read; the longest on CRAN have a twentieth.
  static let maximumValue = 1 << 20

  /// Throws for a field that is too long to be read.
  func requireShortFields() throws(CRANError) {
    for place in document.places[fields]
    where Int(place.valueEnd - place.valueStart) > Self.maximumValue {
      throw .malformedField(
        DCFText.decoded(document.bytes[Int(place.nameStart)..<Int(place.nameEnd)]),
        text: "\(place.valueEnd - place.valueStart) bytes",
        reason: "are more than \(Self.maximumValue)")
    }
  }

  /// The names of the fields in the text's order, with repetitions.
  package var names: [String] {
    document.places[fields].map { place in
      DCFText.decoded(document.bytes[Int(place.nameStart)..<Int(place.nameEnd)])
    }
  }

  /// The names that occur more than once, sorted.
  package var repeatedNames: [String] {
    var seen: Set<String> = []
    var repeated: Set<String> = []
    for name in names where !seen.insert(name).inserted { repeated.insert(name) }
    return repeated.sorted()
  }
}
