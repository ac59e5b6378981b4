/// The lines of a text file.
package enum Lines {
  /// The lines, without their ends (LF, CR LF or CR) and without a byte order mark.
  package static func of(_ file: [UInt8]) -> [Substring] {
    let bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file[...]
    return String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }
}
