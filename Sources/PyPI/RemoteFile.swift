import Transfer

/// A file on a server, of which only parts are asked for where the server gives parts.
struct RemoteFile: Sendable {
  /// What a server gives for a range.
  enum Part {
    /// The bytes from an offset on, of so many in all.
    case part([UInt8], start: Int, total: Int)
    /// All of the file, from a server that knows no ranges, or none of this kind.
    case whole([UInt8])
  }

  /// The greatest size of a file that is read whole, in bytes.
  static let maximumBytes = 256 << 20

  let client: TransferClient
  let url: String

  /// The bytes of a range.
  func part(_ range: ByteRange) async throws(ArtifactFailure) -> Part {
    let answer: TransferResponse
    do throws(TransferError) {
      answer = try await client.fetch(
        TransferRequest(
          url: url, range: range, maximumBytes: Self.maximumBytes, decodesBody: false))
    } catch {
      // What servers say that do not know ranges, or find one beyond the end.
      guard let status = error.statusCode, [400, 416, 501].contains(status) else {
        throw .transfer(error)
      }
      return .whole(try await whole())
    }
    if answer.status == 206 {
      if let place = ContentRange(answer.header("content-range")),
        place.range.count == answer.body.count
      {
        return .part(answer.body, start: place.range.lowerBound, total: place.total)
      }
    } else if answer.isSuccess {
      return .whole(answer.body)
    }
    return .whole(try await whole())
  }

  /// All bytes.
  func whole() async throws(ArtifactFailure) -> [UInt8] {
    do throws(TransferError) {
      let answer = try await client.fetch(
        TransferRequest(url: url, maximumBytes: Self.maximumBytes, decodesBody: false))
      guard answer.isSuccess else {
        throw TransferError.status(url: url, status: answer.status, attempts: 1)
      }
      return answer.body
    } catch {
      throw .transfer(error)
    }
  }
}
