import Basics
import Nix
import Nixpkgs
import PackageMetadata
import Requests

extension RequestResolution {
  mutating func take(_ tool: ToolRequest) {
    if let attribute = tool.attribute,
      snapshot.hasTopLevelName(attribute.topLevelModule)
    {
      report.tools[tool.name] = attribute
      toolPlaces[tool.name] = tool.place
    } else {
      report.leftOut.append(LeftOut(tool.name, .noTool, place: tool.place))
    }
  }

  /// Leaves out what does not evaluate with nixpkgs' own settings, which a shell could not have.
  mutating func checkTools(_ workspace: Workspace) async throws(Failure) {
    let tools = report.tools.sorted { $0.key < $1.key }
    guard !tools.isEmpty else { return }
    var evaluation = workspace.evaluation(
      PackageResources.tools_nix,
      [
        "wanted": .list(
          tools.map { .strings($0.value.split(separator: ".").map(String.init)) })
      ])
    evaluation.entries = snapshot.location.entries
    let outcome: NixOutcome<NixItems<Bool, Bool>>
    do {
      outcome = try await evaluation.items(Bool.self, Bool.self)
    } catch {
      throw Failure(error)
    }
    guard case .value(let found, _) = outcome else { return }
    for (index, tool) in tools.enumerated() where found.items[index] != true {
      report.tools[tool.key] = nil
      report.leftOut.append(
        LeftOut(
          tool.key, .unusableTool(tool.value),
          place: toolPlaces[tool.key] ?? Place(files.sets.first?.path ?? "")))
    }
  }
}
