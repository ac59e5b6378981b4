import Basics
import Synchronization

/// A directory of recorded answers in place of the network.
///
/// A part of a body, or only its head, is also taken from a recording of the whole.
final class ReplayTransport: Transport {
  let origin = TransferResponse.Origin.replay
  private let folder: String
  private let index = Mutex<RecordedIndex?>(nil)

  /// Takes the directory at a path; its index is read with the first request.
  init(folder: String) {
    self.folder = folder
  }

  func collect(_ request: WireRequest) async throws(TransferError) -> WireAnswer {
    let url = request.shownURL
    let entries = try entries()
    let range = request.range?.text ?? "-"
    let exact = entries[RecordedIndex.key(request.method.rawValue, range, url)]
    guard let entry = exact ?? entries[RecordedIndex.key("GET", "-", url)] else {
      throw .unrecorded(url: url, directory: folder)
    }
    var answer = WireAnswer(status: entry.status, headers: entry.headers, url: request.url)
    if let final = entry.headers["x-final-url"] { answer.url = final }
    switch entry.status {
    case 200..<300: break
    case 404, 410: return answer
    default: throw .status(url: url, status: entry.status, attempts: 1)
    }
    if let tag = entry.headers["etag"], request.header("if-none-match") == tag {
      answer.status = 304
      return answer
    }
    guard request.method == .get, let file = entry.file else { return answer }
    let path = folder + "/" + file
    do {
      answer.body = try Files.read(path)
    } catch {
      throw .badRecording(path: path, reason: error.reason)
    }
    if exact == nil, let range = request.range {
      guard let offsets = range.offsets(inBodyOf: answer.body.count) else {
        throw .status(url: url, status: 416, attempts: 1)
      }
      let total = answer.body.count
      answer.status = 206
      answer.headers.append(
        name: "content-range",
        value: "bytes \(offsets.lowerBound)-\(offsets.upperBound - 1)/\(total)")
      answer.body = Array(answer.body[offsets])
    }
    guard answer.body.count <= request.maximumBytes else {
      throw .tooLarge(url: url, limit: request.maximumBytes)
    }
    return answer
  }

  private func entries() throws(TransferError) -> [String: Recorder.Entry] {
    let result = index.withLock { index in
      Result { () throws(TransferError) -> [String: Recorder.Entry] in
        if let index { return index.entries }
        let read = try RecordedIndex(folder: folder)
        index = read
        return read.entries
      }
    }
    return try result.get()
  }
}
