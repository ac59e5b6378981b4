import CCurl

/// One running attempt: its handle, what has come of the answer, and the callbacks that libcurl
/// calls on the transfer thread.
final class CurlTransfer {
  /// libcurl's handle.
  let easy: UnsafeMutableRawPointer
  /// What was asked.
  let job: CurlJob

  private let progress: (@Sendable (TransferProgress) -> Void)?
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var headers = HeaderFields()
  private var body: [UInt8] = []
  /// Bytes of the body so far, also those that were passed on.
  private var received = 0
  private var unreported = 0
  private var isHeadComplete = false
  private var hasBody = false
  /// Whether the body is wanted: 2xx.
  private var keepsBody = false
  private var isTooLarge = false

  /// The size of libcurl's error buffer.
  private static let errorSize = Int(CURL_ERROR_SIZE)

  /// Takes a fresh or reset handle.
  init(
    easy: UnsafeMutableRawPointer, job: CurlJob,
    progress: (@Sendable (TransferProgress) -> Void)?
  ) {
    self.easy = easy
    self.job = job
    self.progress = progress
    errorText = .allocate(capacity: Self.errorSize)
    errorText.initialize(repeating: 0, count: Self.errorSize)
  }

  deinit {
    errorText.deallocate()
    curl_slist_free_all(headerList)
  }

  /// Connects the handle with this object, which has to outlive the transfer.
  func attach() {
    for (name, value) in job.request.headers {
      // libcurl sends a field without value only when it is written with a semicolon.
      let line = value.isEmpty ? "\(name);" : "\(name): \(value)"
      headerList = curl_slist_append(headerList, line) ?? headerList
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    if let headerList { _ = nixgraft_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList) }
    _ = nixgraft_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    _ = nixgraft_curl_set_sink(easy, CURLOPT_WRITEFUNCTION, receiveBody)
    _ = nixgraft_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
    _ = nixgraft_curl_set_sink(easy, CURLOPT_HEADERFUNCTION, receiveHeader)
    _ = nixgraft_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
  }

  /// Takes the handle's pointers to this object's memory away.
  func release() {
    _ = nixgraft_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, nil)
    _ = nixgraft_curl_set_pointer(easy, CURLOPT_HTTPHEADER, nil)
  }

  /// Goes on after a pause.
  func resume() {
    _ = curl_easy_pause(easy, CURLPAUSE_CONT)
  }

  /// Whether the answer came over a connection that carries several; nil without an answer.
  var multiplexes: Bool? {
    var version = 0
    guard nixgraft_curl_get_long(easy, CURLINFO_HTTP_VERSION, &version) == CURLE_OK, version != 0
    else { return nil }
    return version >= nixgraft_curl_http_2
  }

  /// What happened to the attempt that ended with `code`.
  func outcome(of code: CURLcode) -> WireOutcome {
    report(atLeast: 1)
    guard code == CURLE_OK else { return .failed(failure(code)) }
    // libcurl takes the end of the connection for the end of the head.
    guard isHeadComplete else {
      return .failed(.connection(reason: "the connection ended inside the answer's head"))
    }
    var answer = head()
    answer.body = body
    body = []
    var seconds: curl_off_t = 0
    if nixgraft_curl_get_size(easy, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK, seconds > 0 {
      answer.retryAfter = Int(seconds)
    }
    return .answered(answer)
  }

  /// Takes a line of the answer's head.
  fileprivate func header(_ line: UnsafeRawBufferPointer) {
    // What follows the body is a trailer.
    guard !hasBody else { return }
    // A status line begins another answer: an interim one came before, or a redirect.
    if line.starts(with: "HTTP/".utf8) {
      headers = HeaderFields()
      isHeadComplete = false
    }
    if line.allSatisfy({ $0 == 0x0d || $0 == 0x0a }) { isHeadComplete = true }
    headers.append(line: line)
  }

  /// Takes a piece of the body, and says how much of it was taken.
  fileprivate func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    if !hasBody { beginBody() }
    let (total, overflow) = received.addingReportingOverflow(bytes.count)
    guard !overflow, total <= job.request.maximumBytes else {
      isTooLarge = true
      return 0
    }
    if keepsBody {
      switch job.sink {
      case .collect: body.append(contentsOf: bytes)
      case .queue(let queue):
        guard queue.put(bytes) else { return nixgraft_curl_pause_value() }
      }
    }
    received = total
    unreported += bytes.count
    report(atLeast: 256 << 10)
    return bytes.count
  }

  private func beginBody() {
    hasBody = true
    let answer = head()
    keepsBody = answer.isSuccess
    guard keepsBody else { return }
    switch job.sink {
    case .collect:
      // A server's word for the length saves growing, but is not believed for very much.
      let length = headers["content-length"].flatMap { Int($0) } ?? 0
      body.reserveCapacity(max(0, min(length, job.request.maximumBytes, 16 << 20)))
    case .queue(let queue):
      queue.put(head: answer)
    }
  }

  private func head() -> WireAnswer {
    var status = 0
    _ = nixgraft_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    var answer = WireAnswer(status: status, headers: headers, url: job.request.url)
    var url: UnsafePointer<CChar>?
    if isRedirected,
      nixgraft_curl_get_text(easy, CURLINFO_EFFECTIVE_URL, &url) == CURLE_OK, let url
    {
      answer.url = String(cString: url)
    }
    return answer
  }

  private func report(atLeast least: Int) {
    guard unreported >= least, let progress else { return }
    progress(.received(url: job.request.shownURL, bytes: unreported))
    unreported = 0
  }

  private func failure(_ code: CURLcode) -> WireFailure {
    if isTooLarge { return .tooLarge }
    var text = String(cString: errorText)
    if text.isEmpty { text = String(cString: curl_easy_strerror(code)) }
    // "SSL certificate problem" keeps its capitals.
    let isWord = text.dropFirst().first?.isLowercase == true
    let reason = isWord ? text.prefix(1).lowercased() + text.dropFirst() : text
    switch code {
    case CURLE_FILESIZE_EXCEEDED:
      return .tooLarge
    case CURLE_URL_MALFORMAT:
      return .invalid(reason: reason)
    case CURLE_TOO_MANY_REDIRECTS:
      return .redirect(reason: "more than 10 redirects")
    case CURLE_UNSUPPORTED_PROTOCOL:
      // Without a redirect it is an answer that is not HTTP.
      guard headers["location"] != nil else { return .connection(reason: reason) }
      return .redirect(reason: "'\(redirectTarget)' is less safe than the URL asked for")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
      return .untrusted(reason: reason)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
      // Another host than the one that was asked says nothing of that.
      return isRedirected
        ? .connection(reason: reason) : .unconnected(reason: reason, hasTimedOut: false)
    case CURLE_OPERATION_TIMEDOUT:
      var ready: curl_off_t = 0
      _ = nixgraft_curl_get_size(easy, CURLINFO_PRETRANSFER_TIME_T, &ready)
      return ready > 0 || isRedirected
        ? .connection(reason: reason) : .unconnected(reason: reason, hasTimedOut: true)
    case CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_PARTIAL_FILE,
      CURLE_SSL_CONNECT_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
      CURLE_BAD_CONTENT_ENCODING, CURLE_AGAIN, CURLE_WEIRD_SERVER_REPLY:
      return .connection(reason: reason)
    default:
      return .lasting(reason: reason)
    }
  }

  private var isRedirected: Bool {
    var count = 0
    return nixgraft_curl_get_long(easy, CURLINFO_REDIRECT_COUNT, &count) == CURLE_OK && count > 0
  }

  private var redirectTarget: String {
    URLText.withoutCredentials(headers["location"] ?? "")
  }
}

/// libcurl's write callback.
private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.write(UnsafeRawBufferPointer(start: bytes, count: size * count))
}

/// libcurl's header callback.
private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  transfer.header(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return size * count
}
