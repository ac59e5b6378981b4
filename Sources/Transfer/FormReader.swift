/// A reader that turns a body, as it arrives, into the bytes of a more compact form.
///
/// One task uses it from beginning to end, so it needs no lock.
package protocol FormReader: AnyObject {
  /// Takes the next piece of the body; the pointer is valid during the call only.
  func receive(_ bytes: UnsafeRawBufferPointer) throws -> StreamVerdict

  /// Gives the form, after the last piece of the body.
  func finish() throws -> [UInt8]

  /// Credentials that links in the body had, by their URLs without them; such a form is not stored.
  var credentials: [String: String] { get }
}

extension FormReader {
  package var credentials: [String: String] { [:] }
}

/// A form reader that can do with the whole body at once, where that is in memory anyway, and so
/// needs no copy of its own.
package protocol WholeFormReader: FormReader {
  /// Takes all of the body, instead of pieces of it.
  func receive(whole body: [UInt8]) throws
}
