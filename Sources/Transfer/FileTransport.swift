#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Local files as a server would answer for them.
///
/// A missing file is a 404; a folder answers with its `index.html` or else a listing of links, so
/// that a mirror on disk looks like one on a server. A file's size and time are its `ETag`.
struct FileTransport: Transport {
  let origin = TransferResponse.Origin.network

  func collect(_ request: WireRequest) async throws(TransferError) -> WireAnswer {
    guard var path = URLText.filePath(of: request.url) else {
      throw .invalidRequest(url: request.shownURL, reason: "it is no path on this machine")
    }
    var status = stat()
    guard stat(path, &status) == 0 else { return try Self.absent(path, request) }
    if status.st_mode & S_IFMT == S_IFDIR {
      let index = path + "/index.html"
      guard stat(index, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return try Self.listing(of: path, request)
      }
      path = index
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is neither a file nor a folder")
    }
    return try Self.contents(of: path, status, request)
  }

  private static func contents(
    of path: String, _ status: stat, _ request: WireRequest
  ) throws(TransferError) -> WireAnswer {
    let size = Int(status.st_size)
    let time = LocalFile.modificationTime(status)
    let tag = "\"\(size)-\(time.seconds)-\(time.nanoseconds)\""
    var headers = HeaderFields([("etag", tag), ("accept-ranges", "bytes")])
    if path.hasSuffix(".html") { headers.append(name: "content-type", value: "text/html") }
    if request.header("if-none-match") == tag {
      return WireAnswer(status: 304, headers: headers, url: request.url)
    }
    var offsets = 0..<size
    var code = 200
    if let range = request.range {
      guard let part = range.offsets(inBodyOf: size) else {
        throw .status(url: request.shownURL, status: 416, attempts: 1)
      }
      offsets = part
      code = 206
      headers.append(
        name: "content-range", value: "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)")
    }
    headers.append(name: "content-length", value: "\(offsets.count)")
    guard request.method == .get else {
      return WireAnswer(status: code, headers: headers, url: request.url)
    }
    guard offsets.count <= request.maximumBytes else {
      throw .tooLarge(url: request.shownURL, limit: request.maximumBytes)
    }
    let body = try readable(path) { () throws(LocalFile.Failure) in
      try LocalFile.read(path, offsets: offsets)
    }
    return WireAnswer(status: code, headers: headers, body: body, url: request.url)
  }

  /// A folder as a page of links, sorted.
  private static func listing(
    of path: String, _ request: WireRequest
  ) throws(TransferError) -> WireAnswer {
    let names = try readable(path) { () throws(LocalFile.Failure) in
      try LocalFile.names(inFolder: path)
    }
    var page = "<!DOCTYPE html>\n<html><body>\n"
    for name in names {
      let link = escaped(name)
      page += "<a href=\"\(link)\">\(link)</a>\n"
    }
    page += "</body></html>\n"
    let headers = HeaderFields([("content-type", "text/html")])
    let url = request.url.hasSuffix("/") ? request.url : request.url + "/"
    return WireAnswer(status: 200, headers: headers, body: Array(page.utf8), url: url)
  }

  private static func absent(
    _ path: String, _ request: WireRequest
  ) throws(TransferError) -> WireAnswer {
    let code = errno
    guard code == ENOENT || code == ENOTDIR else {
      throw .unreadable(path: path, reason: LocalFile.Failure(code: code).description)
    }
    return WireAnswer(status: 404, url: request.url)
  }

  private static func readable<Value>(
    _ path: String, _ body: () throws(LocalFile.Failure) -> Value
  ) throws(TransferError) -> Value {
    do { return try body() } catch { throw .unreadable(path: path, reason: error.description) }
  }

  /// A file's name with all but unreserved characters (RFC 3986 § 2.3) and `/` escaped.
  private static func escaped(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
