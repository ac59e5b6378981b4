import Testing

@testable import Transfer

@Suite struct HostLoadTests {
  private func begin(_ host: String, _ count: Int, _ load: inout HostLoad) -> [Bool] {
    var results: [Bool] = []
    for _ in 0..<count { results.append(load.begin(host)) }
    return results
  }

  @Test func plainHostsHaveAConnectionLimit() {
    var load = HostLoad(maximumConcurrent: 5, maximumConnections: 2)
    #expect(begin("http://h", 3, &load) == [true, true, false])
    load.end("http://h", multiplexes: nil)
    #expect(begin("http://h", 1, &load) == [true])
  }

  @Test func secureHostsAreTakenToMultiplexUntilTheyShowOtherwise() {
    var load = HostLoad(maximumConcurrent: 5, maximumConnections: 2)
    #expect(begin("https://h", 6, &load) == [true, true, true, true, true, false])
    #expect(load.isFull)
    for _ in 0..<5 { load.end("https://h", multiplexes: false) }
    #expect(begin("https://h", 3, &load) == [true, true, false])
    load.end("https://h", multiplexes: true)
    #expect(begin("https://h", 2, &load) == [true, true])
  }
}
