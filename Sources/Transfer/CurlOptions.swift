import Basics
import CCurl

/// The libcurl options of every transfer: those of the client and those of the environment.
struct CurlOptions {
  private let settings: CurlSettings
  private let certificateFile: String?
  private let certificateFolder: String?
  private let netrcFile: String?

  /// Reads the environment.
  ///
  /// That is `CURL_CA_BUNDLE`, `SSL_CERT_FILE`, `NIX_SSL_CERT_FILE`, `SSL_CERT_DIR` and `NETRC`,
  /// which the library, unlike the `curl` program, leaves alone. It reads the proxy variables by
  /// itself.
  init(settings: CurlSettings) {
    self.settings = settings
    let variable = { (name: String) in
      settings.environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    let files = ["CURL_CA_BUNDLE", "SSL_CERT_FILE", "NIX_SSL_CERT_FILE"]
    certificateFile = files.lazy.compactMap(variable).first
    certificateFolder = variable("SSL_CERT_DIR")
    netrcFile = variable("NETRC")
  }

  /// Makes `transfer` ready to run.
  func apply(to transfer: CurlTransfer) {
    let request = transfer.job.request
    let easy = transfer.easy
    set(easy, CURLOPT_URL, request.url)
    set(easy, CURLOPT_USERAGENT, settings.userAgent)
    set(easy, CURLOPT_NOSIGNAL, 1)
    // A redirect may not lead from TLS to plain text, nor to a local file.
    let isSecure = URLText.scheme(of: request.url) == "https"
    set(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    set(easy, CURLOPT_REDIR_PROTOCOLS_STR, isSecure ? "https" : "http,https")
    set(easy, CURLOPT_FOLLOWLOCATION, 1)
    set(easy, CURLOPT_MAXREDIRS, 10)
    set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(easy, CURLOPT_TCP_KEEPALIVE, 1)
    set(easy, CURLOPT_BUFFERSIZE, 128 << 10)
    // Wait for a connection that may turn out to carry many transfers, rather than open more.
    set(easy, CURLOPT_HTTP_VERSION, nixgraft_curl_http_2_over_tls)
    set(easy, CURLOPT_PIPEWAIT, 1)
    setTimeouts(easy)
    setTrust(easy)
    set(easy, CURLOPT_NETRC, nixgraft_curl_netrc_optional)
    if let netrcFile { set(easy, CURLOPT_NETRC_FILE, netrcFile) }
    if request.method == .head {
      set(easy, CURLOPT_NOBODY, 1)
    } else {
      let limit = curl_off_t(max(1, request.maximumBytes))
      _ = nixgraft_curl_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, limit)
    }
    if let range = request.range { set(easy, CURLOPT_RANGE, range.text) }
    // Empty means every coding that libcurl can undo.
    if request.decodesBody { set(easy, CURLOPT_ACCEPT_ENCODING, "") }
    transfer.attach()
  }

  private func setTimeouts(_ easy: UnsafeMutableRawPointer) {
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, settings.connectMilliseconds)
    // What comes more slowly than this has stalled, whatever trickles in.
    set(easy, CURLOPT_LOW_SPEED_LIMIT, 200)
    set(easy, CURLOPT_LOW_SPEED_TIME, settings.stallSeconds)
    set(easy, CURLOPT_TIMEOUT_MS, settings.totalMilliseconds)
  }

  private func setTrust(_ easy: UnsafeMutableRawPointer) {
    guard certificateFile != nil || certificateFolder != nil else { return }
    if let certificateFile { set(easy, CURLOPT_CAINFO, certificateFile) }
    // With a directory libcurl cannot keep the parsed certificates from one connection to the next,
    // and parsing takes longer than the handshake; so a file alone is to do.
    let folder = certificateFile == nil ? certificateFolder : nil
    if let folder {
      set(easy, CURLOPT_CAPATH, folder)
    } else {
      _ = nixgraft_curl_set_text(easy, CURLOPT_CAPATH, nil)
    }
  }

  private func set(_ easy: UnsafeMutableRawPointer, _ option: CURLoption, _ value: Int) {
    _ = nixgraft_curl_set_long(easy, option, value)
  }

  private func set(_ easy: UnsafeMutableRawPointer, _ option: CURLoption, _ value: String) {
    _ = nixgraft_curl_set_text(easy, option, value)
  }
}
