/// One file of an index page, as ranges of the page's bytes.
///
/// Nothing is copied or decoded until the ``ProjectTableBuilder`` knows that it is needed.
struct IndexEntry {
  /// A run of the page's bytes, which may hold escapes of the page's format.
  struct Text {
    var start: Int
    var end: Int
    var isEscaped = false

    /// Whether nothing is in it.
    var isEmpty: Bool { start == end }
  }

  /// What the page says about `<url>.metadata`.
  enum MetadataFile {
    case unsaid
    case absent
    /// With its SHA-256 in base 16, where the page has it.
    case announced(Text?)
  }

  /// The link, absolute or relative, with or without a fragment.
  var url: Text
  /// The file name, where the page says it apart from the link.
  var fileName: Text?
  /// The SHA-256 in base 16, where the page has it apart from the link.
  var sha256: Text?
  var requiresPython: Text?
  /// The reason for yanking, empty where none is given.
  var yanked: Text?
  var size: Int?
  var uploadTime: Text?
  var metadataFile = MetadataFile.unsaid
}
