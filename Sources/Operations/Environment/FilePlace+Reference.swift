import Basics
import OverlayEditing

extension FilePlace {
  /// How another file is named from this one's directory.
  func reference(to other: FilePlace) -> FileReference {
    FileReference(relative: relativePath(to: other), absolute: other.path)
  }
}
