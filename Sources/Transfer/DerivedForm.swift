/// The form that a reader derived from an answer's body, and the answer itself.
package struct DerivedForm: Sendable {
  /// The answer, without its body.
  package let response: TransferResponse
  /// The form; empty when the status is not 2xx.
  package let form: [UInt8]
}
