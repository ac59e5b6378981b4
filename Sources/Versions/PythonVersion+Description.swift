extension PythonVersion: CustomStringConvertible {
  /// The version in PEP 440's normal form.
  package var description: String {
    let fields = fields
    var text = fields.epoch == 0 ? "" : "\(fields.epoch)!"
    for (index, component) in fields.release.enumerated() {
      if index > 0 { text += "." }
      text += String(component)
    }
    if let prerelease = fields.prerelease {
      text += prerelease.phase.text
      text += String(prerelease.number)
    }
    if let post = fields.post { text += ".post\(post)" }
    if let development = fields.development { text += ".dev\(development)" }
    if !fields.local.isEmpty {
      text += "+"
      text += fields.local.map(\.text).joined(separator: ".")
    }
    return text
  }
}
