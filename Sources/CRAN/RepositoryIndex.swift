import Archives
import Basics

/// A repository's PACKAGES as a sorted table, in one block of bytes that can be kept and looked up
/// without being parsed.
///
/// The block has a mark, the number of records, an offset and a length for each, and then the
/// records as DCF, each beginning with its Package field, sorted by name.
package struct RepositoryIndex: Sendable {
  /// The number of the block's layout.
  static let formVersion = 1

  private static let mark = Array("nixgraft-cran-1\n".utf8)
  private static let headerSize = mark.count + 8
  private static let entrySize = 8
  /// The fields that are kept, the first of which a record begins with.
  private static let fields = [
    "Package", "Version", "Depends", "Imports", "LinkingTo", "License", "OS_type", "MD5sum",
    "NeedsCompilation", "Path", "File",
  ]

  private let form: [UInt8]
  /// The number of records.
  package let count: Int
  /// The number of records in PACKAGES that had no valid name or version.
  package let skippedCount: Int

  /// Takes a block made by `form(of:)`; nil for any other.
  package init?(form: [UInt8]) {
    guard form.starts(with: Self.mark), form.count >= Self.headerSize else { return nil }
    self.form = form
    self.count = Self.integer(form, at: Self.mark.count)
    self.skippedCount = Self.integer(form, at: Self.mark.count + 4)
    guard count <= (form.count - Self.headerSize) / Self.entrySize else { return nil }
  }

  /// Parses the text of a PACKAGES file.
  ///
  /// - Throws: `CRANError.notDCF`.
  package init(parsing packages: [UInt8]) throws(CRANError) {
    guard let index = RepositoryIndex(form: try Self.form(of: packages)) else {
      throw .notDCF(line: 0, reason: "it is too large")
    }
    self = index
  }

  /// Makes the block for the text of a PACKAGES file.
  ///
  /// - Throws: `CRANError.notDCF`.
  package static func form(of packages: [UInt8]) throws(CRANError) -> [UInt8] {
    let document = try DCFDocument(parsing: packages)
    var records: [(name: String, place: Range<Int>)] = []
    records.reserveCapacity(document.count)
    var text: [UInt8] = []
    text.reserveCapacity(packages.count)
    var skipped = 0
    for number in 0..<document.count {
      guard let entry = Entry(document, record: number) else {
        skipped += 1
        continue
      }
      let start = text.count
      entry.append(to: &text)
      records.append((entry.name, start..<text.count))
    }
    // Names are ASCII, so this is the order of their bytes.
    records.sort { ($0.name, $0.place.lowerBound) < ($1.name, $1.place.lowerBound) }
    var form = mark
    form.reserveCapacity(headerSize + records.count * entrySize + text.count)
    append(records.count, to: &form)
    append(skipped, to: &form)
    let base = headerSize + records.count * entrySize
    for record in records {
      append(base + record.place.lowerBound, to: &form)
      append(record.place.count, to: &form)
    }
    return form + text
  }

  /// Parses a PACKAGES file, compressed or not.
  ///
  /// - Throws: `CRANError.notDCF`, or what is wrong with the compression.
  package init(parsingFile file: [UInt8]) throws {
    guard let index = RepositoryIndex(form: try Self.form(ofFile: file)) else {
      throw CRANError.notDCF(line: 0, reason: "it is too large")
    }
    self = index
  }

  /// Makes the block for a PACKAGES file, compressed or not.
  static func form(ofFile file: [UInt8]) throws -> [UInt8] {
    guard file.starts(with: [0x1F, 0x8B]) else { return try form(of: file) }
    return try form(of: try ArchiveReader.unpacked(file, name: "PACKAGES.gz"))
  }

  /// The records of the package called `name`, in the order of PACKAGES.
  ///
  /// - Throws: `CRANError` for a record with a malformed field.
  package func records(named name: String) throws(CRANError) -> [IndexRecord] {
    let wanted = Array(name.utf8)
    var low = partitionPoint(0..<count) { self.name(at: $0).lexicographicallyPrecedes(wanted) }
    var found: [IndexRecord] = []
    while low < count, self.name(at: low).elementsEqual(wanted) {
      let document = try DCFDocument(parsing: Array(form[place(at: low)]))
      guard document.count == 1 else {
        throw .notDCF(line: 0, reason: "its copy in the cache is damaged")
      }
      found.append(try IndexRecord(document[0]))
      low += 1
    }
    return found
  }

  /// All names, sorted, each once.
  package var names: [String] {
    var names: [String] = []
    for number in 0..<count {
      let name = String(decoding: name(at: number), as: UTF8.self)
      if names.last != name { names.append(name) }
    }
    return names
  }

  /// Where the record at `number` lies; empty for one that would lie outside of the block.
  private func place(at number: Int) -> Range<Int> {
    let entry = Self.headerSize + number * Self.entrySize
    let start = Self.integer(form, at: entry)
    let length = Self.integer(form, at: entry + 4)
    guard start <= form.count, length <= form.count - start else { return 0..<0 }
    return start..<(start + length)
  }

  /// The name that the record at `number` begins with, after `Package: `.
  private func name(at number: Int) -> ArraySlice<UInt8> {
    form[place(at: number)].dropFirst(Entry.nameOffset).prefix { $0 != UInt8(ascii: "\n") }
  }

  private static func integer(_ bytes: [UInt8], at offset: Int) -> Int {
    var value = 0
    for byte in bytes[offset..<(offset + 4)].reversed() { value = value << 8 | Int(byte) }
    return value
  }

  private static func append(_ value: Int, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(value >> shift & 0xFF)) }
  }
}

extension RepositoryIndex {
  /// One record of PACKAGES on its way into the block.
  private struct Entry {
    static let nameOffset = "Package: ".utf8.count

    let name: String
    private let document: DCFDocument
    private let places: [ArraySlice<UInt8>?]

    /// Takes the record numbered `record`; nil if it has no valid name or no version.
    init?(_ document: DCFDocument, record: Int) {
      var places = [ArraySlice<UInt8>?](repeating: nil, count: fields.count)
      for place in document.places[Int(document.starts[record])..<Int(document.starts[record + 1])]
      {
        let name = document.bytes[Int(place.nameStart)..<Int(place.nameEnd)]
        guard let field = fields.firstIndex(where: { $0.utf8.elementsEqual(name) }) else {
          continue
        }
        places[field] = document.bytes[Int(place.valueStart)..<Int(place.valueEnd)]
      }
      guard let written = places[0], let version = places[1],
        !DCFText.trimmed(version).isEmpty
      else { return nil }
      let name = String(decoding: DCFText.trimmed(written), as: UTF8.self)
      guard RPackageName.isValid(name) else { return nil }
      self.name = name
      self.document = document
      self.places = places
    }

    /// Writes the fields that it has, each on one line.
    func append(to text: inout [UInt8]) {
      for (field, value) in zip(fields, places) {
        guard let value else { continue }
        text.append(contentsOf: field.utf8)
        text.append(UInt8(ascii: ":"))
        var wasBlank = true
        for byte in value {
          let isBlank = byte <= 0x20
          if !isBlank {
            if wasBlank { text.append(UInt8(ascii: " ")) }
            text.append(byte)
          }
          wasBlank = isBlank
        }
        text.append(UInt8(ascii: "\n"))
      }
    }
  }
}
