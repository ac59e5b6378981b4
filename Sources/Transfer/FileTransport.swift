import Basics

/// Local files as a server would answer for them.
///
/// A missing file is a 404; a directory answers with its `index.html` or else a listing of links,
/// so that a mirror on disk looks like one on a server. A file's size and time are its `ETag`.
struct FileTransport: Transport {
  let origin = TransferResponse.Origin.network

  func collect(_ request: WireRequest) async throws(TransferError) -> WireAnswer {
    guard var path = URLText.filePath(of: request.url) else {
      throw .invalidRequest(url: request.shownURL, reason: "it names no path on this machine")
    }
    var status: FileStatus
    do throws(FileError) {
      status = try Directory.status(of: path, in: nil, followsLinks: true)
    } catch {
      guard error.isAbsence else { throw TransferError(error) }
      return WireAnswer(status: 404, url: request.url)
    }
    if status.isDirectory {
      let index = path + "/index.html"
      guard let page = Files.status(of: index), page.isFile else {
        return try Self.listing(of: path, request)
      }
      (path, status) = (index, page)
    }
    guard status.isFile else {
      throw .unreadable(path: path, reason: "it is neither a file nor a directory")
    }
    return try Self.contents(of: path, status, request)
  }

  private static func contents(
    of path: String, _ status: FileStatus, _ request: WireRequest
  ) throws(TransferError) -> WireAnswer {
    let size = status.size
    let tag = "\"\(size)-\(status.seconds)-\(status.nanoseconds)\""
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
    let body: [UInt8]
    do { body = try Files.read(path, offsets: offsets) } catch { throw TransferError(error) }
    return WireAnswer(status: code, headers: headers, body: body, url: request.url)
  }

  /// A directory as a page of links, sorted.
  private static func listing(
    of path: String, _ request: WireRequest
  ) throws(TransferError) -> WireAnswer {
    let entries: [DirectoryEntry]
    do { entries = try Files.entries(in: path) } catch { throw TransferError(error) }
    // A name that is not UTF-8 cannot be asked for by URL.
    let names = entries.compactMap { entry in
      String(validating: entry.nameBytes, as: UTF8.self).map { name in
        entry.kind == .directory ? name + "/" : name
      }
    }.sorted()
    var page = "<!DOCTYPE html>\n<html><body>\n"
    for name in names {
      let link = PercentEncoding.encoded(name, keeping: "/")
      page += "<a href=\"\(link)\">\(link)</a>\n"
    }
    page += "</body></html>\n"
    let headers = HeaderFields([("content-type", "text/html")])
    let url = request.url.hasSuffix("/") ? request.url : request.url + "/"
    return WireAnswer(status: 200, headers: headers, body: Array(page.utf8), url: url)
  }
}

extension TransferError {
  init(_ error: FileError) { self = .unreadable(path: error.path, reason: error.reason) }
}
