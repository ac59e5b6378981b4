/// One level of indentation as a file writes it.
package enum Indentation {
  /// A tab, or two, four or eight spaces; two where the file does not tell.
  package static func unit(of tree: SyntaxTree) -> String {
    var counts: [String: Int] = [:]
    for node in tree.root.descendants where node.kind == .attributeSet || node.kind == .letIn {
      guard let open = node.firstToken,
        let member = node.children.first(where: { $0.kind == .binding || $0.kind == .inherit }),
        let first = member.firstToken, first.startsLine
      else { continue }
      let inner = first.indentation
      let outer = open.indentation
      guard inner.hasPrefix(outer), inner.count > outer.count else { continue }
      counts[String(inner.dropFirst(outer.count)), default: 0] += 1
    }
    let best = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
    return best ?? "  "
  }

  /// Lines indented by two spaces a level, with another unit.
  package static func lines(_ lines: [String], unit: String) -> [String] {
    guard unit != "  " else { return lines }
    return lines.map { line in
      let spaces = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
      let levels = String(repeating: unit, count: spaces / 2)
      return levels + line.dropFirst(spaces - spaces % 2)
    }
  }
}
