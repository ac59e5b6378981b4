import OverlayEditing

/// The text of an environment's file as it will be.
struct EnvironmentDraft: Sendable {
  let before: EnvironmentBefore
  let wanted: EnvironmentWanted
  let options: EnvironmentOptions

  /// Whether the text names the overlay.
  var usesOverlay: Bool {
    guard let existing = before.existing else { return wanted.hasOverlay }
    return needsOverlay || existing.names(before.reference)
  }

  private var needsOverlay: Bool { wanted.contents.needsOverlay && wanted.hasOverlay }

  /// The text, with the overlay by another name for a trial.
  ///
  /// - Throws: `Failure` if the file's form is not known.
  func text(
    pin: PinnedTree?, trial: FileReference? = nil
  ) throws(Failure) -> [UInt8] {
    let overlay = trial ?? before.reference
    guard let existing = before.existing else {
      let source = EnvironmentSource(
        options: options, kind: before.kind, snapshot: wanted.snapshot, place: before.place,
        interpreter: wanted.interpreter, contents: wanted.contents,
        overlay: wanted.hasOverlay ? overlay : nil, shell: before.shell)
      return Array(source.text(pin: pin).utf8)
    }
    var additions = EnvironmentAdditions(interpreter: wanted.interpreter)
    additions.python = wanted.contents.python
    additions.r = wanted.contents.r
    if needsOverlay { additions.overlay = before.reference }
    additions.pin = pin
    do {
      return try existing.adding(additions, naming: trial.map { (before.reference, $0) })
    } catch {
      throw before.refusal(error, of: wanted.contents, interpreter: wanted.interpreter)
    }
  }
}
