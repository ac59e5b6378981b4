import CCurl

/// The transfer thread's work: it owns libcurl's handles and is the only one to touch them.
final class CurlLoop {
  private let engine: CurlEngine
  private let options: CurlOptions
  private var multi: UnsafeMutableRawPointer?
  private var load: HostLoad
  /// Jobs that wait for their turn, oldest first.
  private var waiting: [CurlJob] = []
  private var running: [UInt64: CurlTransfer] = [:]
  private var identifiers: [UnsafeMutableRawPointer: UInt64] = [:]
  /// Handles to use again: resetting one is cheaper than making one.
  private var idle: [UnsafeMutableRawPointer] = []

  /// libcurl's own set-up, once in a process.
  private static let initialisation = nixgraft_curl_global_init()

  /// Creates the loop of `engine` on the current thread.
  init(engine: CurlEngine) {
    self.engine = engine
    let settings = engine.settings
    _ = Self.initialisation
    options = CurlOptions(settings: settings)
    load = HostLoad(
      maximumConcurrent: settings.maximumConcurrent,
      maximumConnections: settings.maximumConnectionsPerHost)
    multi = curl_multi_init()
    if let multi {
      _ = nixgraft_curl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    }
  }

  /// Works until the engine says to stop.
  func run() {
    engine.setHandle(multi)
    var goesOn = true
    while goesOn {
      goesOn = obey(engine.takeCommands())
      startWaiting()
      guard let multi else { continue }
      var count: Int32 = 0
      curl_multi_perform(multi, &count)
      // An answer makes room for a waiting job, which is not to wait for the next event.
      if finishDone() { continue }
      if goesOn { curl_multi_poll(multi, nil, 0, 60_000, nil) }
    }
    engine.setHandle(nil)
    shutDown()
  }

  /// Carries commands out; false when one of them is to stop.
  private func obey(_ commands: [CurlEngine.Command]) -> Bool {
    var goesOn = true
    for command in commands {
      switch command {
      case .start(let job): waiting.append(job)
      case .cancel(let identifier): cancel(identifier)
      case .resume(let identifier): running[identifier]?.resume()
      case .stop: goesOn = false
      }
    }
    return goesOn
  }

  private func startWaiting() {
    guard !waiting.isEmpty, !load.isFull else { return }
    var left: [CurlJob] = []
    for job in waiting {
      if load.begin(job.host) { start(job) } else { left.append(job) }
    }
    waiting = left
  }

  private func start(_ job: CurlJob) {
    guard let multi, let easy = idle.popLast() ?? curl_easy_init() else {
      load.end(job.host, multiplexes: nil)
      job.finish(.failed(.lasting(reason: "libcurl cannot be started")))
      return
    }
    let transfer = CurlTransfer(easy: easy, job: job, progress: engine.settings.progress)
    options.apply(to: transfer)
    guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
      load.end(job.host, multiplexes: nil)
      recycle(transfer)
      job.finish(.failed(.lasting(reason: "libcurl refuses the transfer")))
      return
    }
    running[job.identifier] = transfer
    identifiers[easy] = job.identifier
  }

  /// Reports the transfers that are done; false when none is.
  private func finishDone() -> Bool {
    guard let multi else { return false }
    var found = false
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let identifier = identifiers[easy], let transfer = running[identifier]
      else { continue }
      found = true
      let outcome = transfer.outcome(of: nixgraft_curl_result(message))
      remove(transfer)
      transfer.job.finish(outcome)
    }
    return found
  }

  private func cancel(_ identifier: UInt64) {
    if let transfer = running[identifier] {
      remove(transfer)
      transfer.job.finish(.cancelled)
    } else if let index = waiting.firstIndex(where: { $0.identifier == identifier }) {
      waiting.remove(at: index).finish(.cancelled)
    }
  }

  private func remove(_ transfer: CurlTransfer) {
    load.end(transfer.job.host, multiplexes: transfer.multiplexes)
    running[transfer.job.identifier] = nil
    identifiers[transfer.easy] = nil
    if let multi { curl_multi_remove_handle(multi, transfer.easy) }
    recycle(transfer)
  }

  private func recycle(_ transfer: CurlTransfer) {
    transfer.release()
    if idle.count < engine.settings.maximumConcurrent {
      curl_easy_reset(transfer.easy)
      idle.append(transfer.easy)
    } else {
      curl_easy_cleanup(transfer.easy)
    }
  }

  private func shutDown() {
    for transfer in Array(running.values) {
      remove(transfer)
      transfer.job.finish(.cancelled)
    }
    for job in waiting { job.finish(.cancelled) }
    waiting = []
    for easy in idle { curl_easy_cleanup(easy) }
    idle = []
    if let multi { curl_multi_cleanup(multi) }
    multi = nil
  }
}
