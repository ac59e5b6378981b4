import PackageMetadata

/// A program that Python code calls as soon as it is imported, which on nixpkgs only its path finds.
package struct CalledProgram: Hashable, Sendable {
  /// The end of the path of the file that calls it.
  package let file: String
  /// What stands before its quoted name in that file.
  package let before: String
  package let name: String
  /// The path of nixpkgs' package: `["nodejs"]`.
  package let attribute: [String]

  package init(file: String, before: String, name: String, attribute: [String]) {
    self.file = file
    self.before = before
    self.name = name
    self.attribute = attribute
  }

  /// The programs that a project calls.
  static func called(by id: PackageID) -> [CalledProgram] { known[id] ?? [] }

  private static let known: [PackageID: [CalledProgram]] = [
    // The kernel of jsii, by which the AWS CDK and cdktf are imported, is a program of Node.
    .pypi("jsii"): [
      CalledProgram(
        file: "jsii/_kernel/providers/process.py", before: "\"JSII_NODE\", ", name: "node",
        attribute: ["nodejs"])
    ]
  ]
}
