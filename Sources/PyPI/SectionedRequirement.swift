import PackageMetadata
import Versions

/// A requirement as files other than METADATA have it: under the extra, and the marker, of the
/// section or table where it is.
struct SectionedRequirement: Equatable {
  let text: String
  var extra: String?
  var marker: String?

  /// The requirement with the conditions of its section among its own.
  func requirement() throws(PackageMetadataError) -> Requirement {
    let written = try Requirement(parsing: text)
    var markers: [Marker] = []
    if let own = written.marker { markers.append(own) }
    if let marker { markers.append(try Marker(parsing: marker)) }
    if let extra {
      markers.append(
        .comparison(
          .variable(.extra), .version(.equal), .text(PythonName.normalised(extra))))
    }
    return Requirement(
      id: written.id, writtenName: written.writtenName, extras: written.extras,
      constraint: written.constraint, url: written.url, marker: Marker.all(markers))
  }

  /// All of `sectioned`, or the first failure: one left out would be one lost.
  static func requirements(
    _ sectioned: [SectionedRequirement], provenance: String
  ) throws(PackageMetadataError) -> [Requirement] {
    guard sectioned.count <= Requirement.maximumCount else {
      throw .tooManyRequirements(in: provenance)
    }
    var result: [Requirement] = []
    for item in sectioned {
      do throws(PackageMetadataError) {
        result.append(try item.requirement())
      } catch {
        throw .metadata(provenance: provenance, reason: error.description)
      }
    }
    return result
  }

  /// The names of the extras, normalised and sorted.
  static func extras(of sectioned: [SectionedRequirement]) -> [String] {
    Set(sectioned.compactMap(\.extra).map { PythonName.normalised($0) }).sorted()
  }
}
