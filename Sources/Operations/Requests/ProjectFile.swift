import PackageMetadata
import PyPI

/// A `pyproject.toml` whose `[project]` dependencies are requests (PEP 621).
struct ProjectFile {
  let requirements: [Requirement]

  init(path: String) throws(Failure) {
    let text = try RequestReading.text(path)
    let dependencies: ProjectDependencies
    do {
      dependencies = try ProjectDependencies(pyproject: Array(text.utf8))
    } catch {
      throw Failure(
        .input, "'\(path)' names no dependencies: \(error)",
        hints: ["name the packages on the command line, or in a requirements.txt"])
    }
    var result: [Requirement] = []
    for text in dependencies.texts {
      do {
        result.append(try Requirement(parsing: text))
      } catch {
        throw Failure(.input, "'\(path)': '\(text)' is not a requirement: \(error)")
      }
    }
    requirements = result
  }
}
