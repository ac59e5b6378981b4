// The program that libFuzzer drives; built only with NIXGRAFT_FUZZ, see Tests/Scripts/fuzz.

import Basics

/// libFuzzer's own entry, for programs that have a `main`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private let reader = Host.variable("NIXGRAFT_FUZZ_READER").flatMap(FuzzReader.init(rawValue:))

@main
struct FuzzMain {
  static func main() {
    guard reader != nil else {
      print(FuzzReader.allCases.map(\.rawValue).joined(separator: "\n"))
      return
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    let code = runDriver(&count, &arguments) { bytes, count in
      reader?.read([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
      return 0
    }
    Host.exit(code)
  }
}
