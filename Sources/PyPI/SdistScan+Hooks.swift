import PackageMetadata
import PythonSource
import TOML

/// The scripts of an archive that its backend runs.
///
/// ```toml
/// [tool.hatch.build.hooks.custom]      # hatch_build.py
/// [tool.hatch.metadata.hooks.custom]
/// path = "scripts/metadata.py"
/// [tool.poetry.build]
/// script = "build.py"
/// ```
extension SdistScan {
  /// What keeps the scripts from running: one that the archive lacks, or one that calls a program which
  /// downloads.
  func hookObstacles(_ project: PyProjectFile?) -> [BuildObstacle] {
    guard project?.hasBackendPath != true, let backend = project?.backend, let pyProject
    else { return [] }
    let tools = (try? TOMLTable.parse(pyProject))?.table("tool")
    let named = tools.map { Self.hooks(of: backend, $0) } ?? []
    let lacking = named.first { path in
      let plain = Self.plain(path)
      return plain.split(separator: "/").contains("..")
        || !files.contains(plain) && code[plain] == nil
    }
    if let lacking { return [.missingHook(lacking)] }
    // pdm-backend runs one by this name, be it named or not.
    let all = named + (backend == "pdm.backend" ? ["pdm_build.py"] : [])
    let fetcher = all.lazy.compactMap { code[Self.plain($0)] }.compactMap {
      DownloadSearch.fetcher(in: $0)
    }.first
    return fetcher.map { [.hookDownloads($0)] } ?? []
  }

  /// The paths of the scripts that a pyproject.toml names.
  private static func hooks(of backend: String, _ tools: TOMLTable) -> [String] {
    switch backend {
    case "hatchling.build":
      let hatch = tools.table("hatch")
      let build = hatch?.table("build")
      let places = [
        hatch?.table("metadata"), build, build?.table("targets")?.table("wheel"),
      ]
      return places.compactMap { $0?.table("hooks")?.table("custom") }.map {
        $0.string("path") ?? "hatch_build.py"
      }
    case "poetry.core.masonry.api", "poetry.masonry.api":
      let poetry = tools.table("poetry")
      let script = poetry?.string("build") ?? poetry?.table("build")?.string("script")
      return script.map { [$0] } ?? []
    default: return []
    }
  }

  /// The path without what means the directory itself.
  private static func plain(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
