import PackageMetadata
import Testing

@testable import Requests

@Suite struct MarkerNegationTests {
  @Test(arguments: [
    (#"os_name == "nt" or extra == "x""#, #"os_name != "nt" and extra != "x""#),
    (
      #"python_version < "3.11" and sys_platform not in "a b""#,
      #"python_version >= "3.11" or sys_platform in "a b""#
    ),
    (#"os_name == "nt" and python_version ~= "3.9""#, nil),
  ])
  func negated(text: String, expected: String?) throws {
    let other = try expected.map { try Marker(parsing: $0) }
    #expect(try Marker(parsing: text).negated == other)
  }
}
