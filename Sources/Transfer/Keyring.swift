import Basics

/// The program `keyring`, which keeps passwords: asked for those of indexes whose user name is known,
/// as pip and uv ask it.
///
/// It is given an address without credentials and the user name; the password is on its standard
/// output alone, and stays in memory.
actor Keyring {
  /// How long the program may take; it may have to unlock something first.
  private static let timeLimit = Duration.seconds(60)
  /// The most bytes of a password.
  private static let outputLimit = 64 << 10

  private typealias Answer = Task<Result<String?, TransferError>, Never>

  private let credentials: Credentials
  /// The directories that it is looked for in, as in `PATH`.
  private let path: String?
  /// What was asked for each server, once a run.
  private var answers: [String: Answer] = [:]

  /// Asks for what is missing in some credentials, a password here and there.
  init(completing credentials: Credentials, path: String? = Host.variable("PATH")) {
    self.credentials = credentials
    self.path = path
  }

  /// The credentials, with the password of a URL's server where the program has one.
  ///
  /// - Throws: ``TransferError/keyring(reason:)`` if it cannot be asked.
  func credentials(for url: String) async throws(TransferError) -> Credentials {
    guard let entry = credentials.incomplete(for: url) else { return credentials }
    let origin = URLText.origin(of: url)
    let answer =
      answers[origin]
      ?? Answer(executorPreference: TaskPool.current) { [path] in
        do throws(TransferError) {
          return .success(try await Self.password(of: entry, path))
        } catch {
          return .failure(error)
        }
      }
    answers[origin] = answer
    guard let password = try await answer.value.get() else { return credentials }
    return credentials.with(password: password, for: url)
  }

  /// The password of a user, by the address of the index, else by its host; `nil` if there is none.
  private static func password(
    of entry: Credentials.Incomplete, _ path: String?
  ) async throws(TransferError) -> String? {
    guard let program = ChildProgram.path(of: "keyring", in: path) else {
      throw .keyring(reason: "it is not on PATH")
    }
    var services = [entry.address]
    if let host = URLText.host(of: entry.address) { services.append(host) }
    for service in services {
      if let password = try await ask(program, for: entry.user, of: service) { return password }
    }
    return nil
  }

  private static func ask(
    _ path: String, for user: String, of service: String
  ) async throws(TransferError) -> String? {
    // What follows the verb is never taken for an option.
    guard !user.hasPrefix("-"), !service.hasPrefix("-") else { return nil }
    var program = ChildProgram(path, ["get", service, user])
    program.variables["PYTHONIOENCODING"] = "utf-8"
    program.startsSession = true
    program.timeout = timeLimit
    program.outputLimit = outputLimit
    let ending: ProgramEnding
    do {
      ending = try await program.run { _ in }
    } catch {
      throw .keyring(reason: "\(error)")
    }
    if ending.isTimeout {
      throw .keyring(reason: "it did not answer within \(timeLimit.components.seconds) s")
    }
    guard ending.status == .exited(0) else { return nil }
    let line = ending.output.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return line.isEmpty ? nil : String(validating: line, as: UTF8.self)
  }
}
