package import PackageMetadata
import Resolution
package import Versions

/// Decides for a whole closure what is kept, imported or replaced.
package struct Planner: Sendable {
  let inventory: any Inventory
  let catalogs: [Ecosystem: any Catalog]
  let options: PlanningOptions
  /// Files that requests name by URL.
  let direct: [PackageID: Project]
  /// Other interpreters of the same snapshot, and what is there for each.
  let alternatives: Alternatives?
  /// The packages of an overlay that is updated; `nil` if packages are imported into one.
  let roles: [PackageID: OverlayRole]?

  /// Other interpreters that a user could take.
  package struct Alternatives: Sendable {
    /// One of them.
    package struct Python: Hashable, Sendable {
      /// As nixpkgs names it, such as `python312`.
      package let attribute: String
      /// Short, such as 3.12.
      package let version: PythonVersion

      package init(attribute: String, version: PythonVersion) {
        self.attribute = attribute
        self.version = version
      }
    }

    /// The one to try first at the front.
    let pythons: [Python]
    /// What is there for an interpreter, which may take an evaluation; `nil` if that is unknown.
    let inventory: @Sendable (Python) async -> (any Inventory)?

    package init(
      pythons: [Python], inventory: @escaping @Sendable (Python) async -> (any Inventory)?
    ) {
      self.pythons = pythons
      self.inventory = inventory
    }
  }

  package init(
    inventory: any Inventory, catalogs: [Ecosystem: any Catalog], options: PlanningOptions,
    direct: [PackageID: Project] = [:], alternatives: Alternatives? = nil,
    roles: [PackageID: OverlayRole]? = nil
  ) {
    self.inventory = inventory
    self.catalogs = catalogs
    self.options = options
    self.direct = direct
    self.alternatives = alternatives
    self.roles = roles
  }

  /// Plans the closure of some requests.
  ///
  /// - Throws: `PlanningError`; never half a plan.
  package func plan(_ requests: [Requirement]) async throws(PlanningError) -> Plan {
    let memory = PlanMemory(inventory: inventory, catalogs: catalogs, direct: direct)
    do {
      return try await plan(requests, memory, limits: [:])
    } catch {
      guard roles == nil,
        let way = await NixpkgsOfTheTime(memory: memory, requests: requests).wayOut()
      else { throw error }
      throw error.offering(way)
    }
  }

  /// Plans with other releases of what takes names that nixpkgs' packages do not have.
  private func plan(
    _ requests: [Requirement], _ memory: PlanMemory, limits: [PackageID: NameLimit]
  ) async throws(PlanningError) -> Plan {
    var options = options
    options.nameLimits = limits
    do {
      return try await plan(requests, memory, options)
    } catch {
      guard limits.count < NameLimit.maximumCount,
        let (id, limit) = await NameLimit.limit(after: error, memory), limits[id] == nil,
        // What makes an older release fail says less than what makes the newest.
        let plan = try? await plan(
          requests, memory, limits: limits.merging([id: limit]) { $1 })
      else { throw error }
      return plan
    }
  }

  private func plan(
    _ requests: [Requirement], _ memory: PlanMemory, _ options: PlanningOptions
  ) async throws(PlanningError) -> Plan {
    let search = PlanSearch(memory: memory)
    switch try await search.run(requests, options: options) {
    case .solved(let solved):
      let built = try await BuildPlanning(search: search, requests: requests).complete(solved)
      return try await PlanAssembly(
        search: search, built: built, requests: requests, roles: roles
      ).plan()
    case .failed(let provider, let proof):
      throw try await PlanFailure(
        search: search, provider: provider, proof: proof, requests: requests, options: options,
        alternatives: alternatives
      ).error()
    }
  }
}
