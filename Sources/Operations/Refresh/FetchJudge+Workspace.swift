import CRAN
import PyPI

extension FetchJudge {
  /// A judge with the indexes and mirrors of a workspace.
  init(_ workspace: Workspace, usesSRI: Bool = false) throws(Failure) {
    let client = workspace.client
    var repositories: [CRANRepository] = []
    do {
      for mirror in workspace.options.cranMirrors {
        repositories.append(try CRANRepository.at(mirror))
      }
      if repositories.isEmpty { repositories = [try CRANRepository.cran()] }
    } catch {
      throw Failure(.input, "\(error)")
    }
    var settings = PyPIOptions()
    if !workspace.options.indexURLs.isEmpty { settings.indexURLs = workspace.options.indexURLs }
    let hashing = FetchHashing(
      client: client, mirrors: MirrorTable(cranMirrors: workspace.options.cranMirrors))
    let owner = OldHashOwner(
      client: client, hashing: hashing,
      cran: CRANCatalog(
        configuration: CRANConfiguration(repositories: repositories), client: client))
    self.init(
      hashing: hashing, owner: owner, pypi: PyPICatalog(client: client, options: settings),
      usesSRI: usesSRI)
  }
}
