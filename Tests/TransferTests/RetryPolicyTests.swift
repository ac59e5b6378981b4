import Testing

@testable import Transfer

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy(
    attempts: 5, firstDelay: .milliseconds(100), maximumDelay: .milliseconds(350),
    maximumRetryAfter: .seconds(10))

  @Test(arguments: [
    (1, nil, RetryPolicy.Decision.wait(.milliseconds(100))),
    (2, nil, .wait(.milliseconds(200))),
    (3, nil, .wait(.milliseconds(350))),
    (4, 0, .wait(.milliseconds(350))),
    (1, -5, .wait(.milliseconds(100))),
    (1, 10, .wait(.seconds(10))),
    (1, 11, .tooLongToWait),
    (5, nil, .giveUp),
    (5, 11, .giveUp),
    (900, nil, .giveUp),
  ])
  func decides(attempt: Int, retryAfter: Int?, decision: RetryPolicy.Decision) {
    #expect(policy.decision(afterAttempt: attempt, retryAfter: retryAfter) == decision)
  }

  @Test func longPoliciesDoNotOverflow() {
    let policy = RetryPolicy(attempts: .max)
    #expect(policy.decision(afterAttempt: 1 << 40, retryAfter: nil) == .wait(.seconds(5)))
  }
}
