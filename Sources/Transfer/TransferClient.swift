import Synchronization

/// A client for everything that comes from elsewhere: it answers from the disk cache where it may,
/// from the network where it must, and starts nothing before the first request that needs it.
package final class TransferClient: Sendable {
  /// The number of the layout of the answer cache's files.
  static let schema = "http-v1"

  /// How this client talks to the network and where it keeps answers.
  package let configuration: TransferConfiguration
  /// A cache of what callers made from answers.
  package let derived: DerivedCache
  private let answers: AnswerCache?
  private let network: any Transport
  private let files: FileTransport
  private let keyring: Keyring?
  /// Credentials of single URLs, by the URL without them.
  private let learned = Mutex<[String: String]>([:])

  /// Creates a client; this neither reads nor starts anything.
  package init(configuration: TransferConfiguration) {
    self.configuration = configuration
    let root = configuration.cacheDirectory.map {
      CacheRoot(path: $0, report: configuration.progress)
    }
    derived = DerivedCache(root: root)
    answers = root.map { AnswerCache(folder: "\($0.path)/\(Self.schema)", root: $0) }
    files = FileTransport()
    keyring = configuration.asksKeyring ? Keyring(completing: configuration.credentials) : nil
    network =
      switch configuration.replay {
      case .off: CurlTransport(configuration: configuration)
      case .record(let folder):
        RecordingTransport(
          recorder: Recorder(folder: folder), base: CurlTransport(configuration: configuration))
      case .replay(let folder): ReplayTransport(folder: folder)
      }
  }

  /// Takes the credentials out of a URL and remembers them for requests to it, in memory only.
  ///
  /// - Returns: The URL without them.
  package func learn(_ url: String) -> String {
    let plain = URLText.withoutCredentials(url)
    if let user = URLText.credentials(in: url) {
      learned.withLock { $0[Self.withoutFragment(plain)] = user }
    }
    return plain
  }

  /// The request with the credentials that were learned for its URL, or for the file whose metadata
  /// it asks for.
  private func known(_ request: TransferRequest) -> TransferRequest {
    var request = request
    let url = Self.withoutFragment(request.url)
    let user = learned.withLock { learned -> String? in
      guard !learned.isEmpty else { return nil }
      let suffix = ".metadata"
      return learned[url]
        ?? (url.hasSuffix(suffix) ? learned[String(url.dropLast(suffix.count))] : nil)
    }
    if let user { request.url = URLText.with(credentials: user, in: request.url) }
    return request
  }

  /// The credentials of servers, with the password of the request's from the keyring.
  private func credentials(
    for request: TransferRequest
  ) async throws(TransferError) -> Credentials {
    guard let keyring, !configuration.offline else { return configuration.credentials }
    return try await keyring.credentials(for: request.url)
  }

  private static func withoutFragment(_ url: String) -> String {
    url.firstIndex(of: "#").map { String(url[..<$0]) } ?? url
  }

  /// Gets the answer to `request` with its whole body.
  ///
  /// - Returns: A 2xx answer, or a 404 or 410, without body, for a resource that is not there.
  /// - Throws: ``TransferError`` for any other status and when no answer comes.
  package func fetch(_ request: TransferRequest) async throws(TransferError) -> TransferResponse {
    let call = try await Call(
      known(request), credentials: credentials(for: request), cache: answers)
    var wire = call.wire
    switch try lookUp(call) {
    case .hit(let stored): return report(stored.answer.response(from: .cache, body: stored.bytes))
    case .ask(let stored):
      if let stored { wire.headers += stored.validators }
      let answer = try await ask(wire) { transport throws(TransferError) in
        try await transport.collect(wire)
      }
      if let stored, answer.status == 304 {
        call.confirm()
        return report(stored.answer.response(from: .revalidated, body: stored.bytes))
      }
      try Self.check(answer, wire)
      if call.keeps(answer) { call.cache?.store(answer.body, of: answer, for: call.key) }
      return report(answer.response(from: transport(for: wire).origin, body: answer.body))
    }
  }

  /// Gets the answer to `request` and passes its body on as it arrives.
  ///
  /// The closures run one at a time and in order, in the calling task's place and never on the
  /// transfer thread: slow ones hold up nothing else, and a body that comes in faster than they
  /// take it is held back at the server. After a broken connection the body is read again and only
  /// what is new passed on.
  ///
  /// - Parameters:
  ///   - request: What is wanted.
  ///   - begin: Told of a 2xx answer's status, header fields and URL before its body.
  ///   - receive: Told of each piece of a 2xx answer's body; the pointer is valid during the call.
  /// - Returns: The answer, without body.
  /// - Throws: ``TransferError``; what a closure throws as ``TransferError/rejected(url:reason:)``.
  package func stream(
    _ request: TransferRequest,
    begin: @escaping @Sendable (TransferResponse) throws -> Void = { _ in },
    receive: @escaping @Sendable (UnsafeRawBufferPointer) throws -> StreamVerdict
  ) async throws(TransferError) -> TransferResponse {
    let call = try await Call(
      known(request), credentials: credentials(for: request), cache: answers)
    var wire = call.wire
    switch try lookUp(call) {
    case .hit(let stored):
      return try deliver(stored, from: .cache, wire, begin: begin, receive: receive)
    case .ask(let stored):
      if let stored { wire.headers += stored.validators }
      let origin = transport(for: wire).origin
      var writer: CacheWriter?
      let receiver = BodyReceiver { answer in
        if call.keeps(answer) { writer = call.cache?.writer(for: call.key) }
        try begin(answer.response(from: origin, body: []))
      } receive: { bytes in
        writer?.append(bytes)
        return try receive(bytes)
      }
      let answer = try await ask(wire) { transport throws(TransferError) in
        try await transport.stream(wire, into: receiver)
      }
      if let stored, answer.status == 304 {
        call.confirm()
        return try deliver(stored, from: .revalidated, wire, begin: begin, receive: receive)
      }
      try Self.check(answer, wire)
      if answer.isComplete { writer?.commit(answer) } else { writer?.abandon() }
      if !answer.isSuccess, call.keeps(answer) {
        call.cache?.store([], of: answer, for: call.key)
      }
      return report(answer.response(from: origin, body: []))
    }
  }

  /// Gets a compact form of the answer to `request`: the one kept, while the answer that it was
  /// made from is fresh or confirmed by the server, or else one made from the body as it arrives.
  ///
  /// Only the form is kept, in one file with the answer's validators: a warm look-up reads no page.
  ///
  /// - Parameters:
  ///   - request: What is wanted.
  ///   - bucket: What kind of form it is: letters, digits and `-`.
  ///   - version: The number of the form's layout, raised whenever the caller changes that.
  ///   - reader: Makes the reader for a 2xx answer, knowing its header fields.
  /// - Returns: The answer without body, and the form, which is empty for a 404 or 410.
  /// - Throws: ``TransferError``; what a reader throws as ``TransferError/rejected(url:reason:)``.
  package func derive(
    _ request: TransferRequest,
    bucket: String,
    version: Int,
    reader: @escaping @Sendable (TransferResponse) throws -> any FormReader
  ) async throws(TransferError) -> DerivedForm {
    let call = try await Call(
      known(request), credentials: credentials(for: request),
      cache: derived.cache(bucket: bucket, version: version), files: true)
    var wire = call.wire
    switch try lookUp(call) {
    case .hit(let stored):
      return DerivedForm(
        response: report(stored.answer.response(from: .cache, body: [])), form: stored.bytes)
    case .ask(let stored):
      if let stored { wire.headers += stored.validators }
      let origin = transport(for: wire).origin
      var formReader: (any FormReader)?
      let receiver = BodyReceiver { answer in
        formReader = try reader(answer.response(from: origin, body: []))
      } receive: { bytes in
        try formReader?.receive(bytes) ?? .enough
      } receiveWhole: { body in
        guard let reader = formReader as? any WholeFormReader else { return false }
        try reader.receive(whole: body)
        return true
      }
      let answer = try await ask(wire) { transport throws(TransferError) in
        try await transport.stream(wire, into: receiver)
      }
      if let stored, answer.status == 304 {
        call.confirm()
        return DerivedForm(
          response: report(stored.answer.response(from: .revalidated, body: [])),
          form: stored.bytes)
      }
      try Self.check(answer, wire)
      var form: [UInt8] = []
      do {
        form = try formReader?.finish() ?? []
      } catch {
        throw error as? TransferError ?? .rejected(url: wire.shownURL, reason: "\(error)")
      }
      let credentials = formReader?.credentials ?? [:]
      if !credentials.isEmpty {
        learned.withLock { $0.merge(credentials) { _, new in new } }
      } else if call.keeps(answer) {
        call.cache?.store(form, of: answer, for: call.key)
      }
      return DerivedForm(response: report(answer.response(from: origin, body: [])), form: form)
    }
  }
}

extension TransferClient {
  /// A request with the place where its answer is kept.
  private struct Call {
    let wire: WireRequest
    let key: CacheKey
    let caching: Caching
    /// Where the answer is kept; nil for nowhere.
    let cache: AnswerCache?

    /// Checks `request`; the answer for a `file:` URL is kept only if `files` says so.
    init(
      _ request: TransferRequest, credentials: Credentials, cache: AnswerCache?,
      files: Bool = false
    ) throws(TransferError) {
      wire = try WireRequest(request, credentials: credentials)
      let isKept = request.caching != .none && (files || !wire.isFile)
      self.cache = isKept ? cache : nil
      key = isKept && cache != nil ? CacheKey(wire) : CacheKey(named: "")
      caching = request.caching
    }

    func keeps(_ answer: WireAnswer) -> Bool {
      cache != nil && AnswerCache.accepts(answer)
    }

    func confirm() {
      cache?.confirm(key)
    }
  }

  private enum LookUp {
    /// The stored answer will do.
    case hit(StoredAnswer)
    /// The network has to be asked, perhaps only whether the stored answer is current.
    case ask(StoredAnswer?)
  }

  private func lookUp(_ call: Call) throws(TransferError) -> LookUp {
    let wire = call.wire
    let stored = call.cache?.load(call.key)
    if let stored {
      guard stored.bytes.count <= wire.maximumBytes else {
        throw .tooLarge(url: wire.shownURL, limit: wire.maximumBytes)
      }
      // A local file is cheap to ask, and its tag tells every change.
      if !wire.isFile,
        configuration.offline || call.caching.isFresh(status: stored.answer.status, age: stored.age)
      {
        return .hit(stored)
      }
    }
    if configuration.offline, !wire.isFile { throw .offline(url: wire.shownURL) }
    return .ask(stored)
  }

  private func transport(for wire: WireRequest) -> any Transport {
    wire.isFile ? files : network
  }

  private func ask(
    _ wire: WireRequest, _ body: (any Transport) async throws(TransferError) -> WireAnswer
  ) async throws(TransferError) -> WireAnswer {
    configuration.progress?(.started(url: wire.shownURL))
    return try await body(transport(for: wire))
  }

  private func deliver(
    _ stored: StoredAnswer, from origin: TransferResponse.Origin, _ wire: WireRequest,
    begin: @escaping (TransferResponse) throws -> Void,
    receive: @escaping (UnsafeRawBufferPointer) throws -> StreamVerdict
  ) throws(TransferError) -> TransferResponse {
    var answer = stored.answer
    answer.body = stored.bytes
    let receiver = BodyReceiver(
      begin: { try begin($0.response(from: origin, body: [])) }, receive: receive)
    answer.isComplete = try receiver.deliver(answer, request: wire)
    return report(answer.response(from: origin, body: []))
  }

  private func report(_ response: TransferResponse) -> TransferResponse {
    if let progress = configuration.progress {
      progress(.finished(url: response.url, status: response.status, origin: response.origin))
    }
    return response
  }

  /// Refuses a 304 that answers no question of ours.
  private static func check(_ answer: WireAnswer, _ wire: WireRequest) throws(TransferError) {
    if answer.status == 304 { throw .status(url: wire.shownURL, status: 304, attempts: 1) }
  }
}
