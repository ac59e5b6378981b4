/// Conditions on variables of the environment, `os.environ.get("AIRFLOW_DEBUG")`.
///
/// A build sets few; a project's own is not set in it.
enum EnvironmentMention {
  /// Whether a condition holds in a build; nil of one on something else, or on a variable that may be set.
  static func value(of expression: PythonExpression) -> Bool? {
    switch expression {
    case .operation("in", .string(let name), let place) where isEnvironment(place):
      return isUnset(name) ? false : nil
    case .operation("not in", .string(let name), let place) where isEnvironment(place):
      return isUnset(name) ? true : nil
    case .operation("==", let call, let other):
      guard case .text(let text)? = read(call), case .string(let wanted) = other else { return nil }
      return text == wanted
    case .operation("!=", let call, let other):
      guard case .text(let text)? = read(call), case .string(let wanted) = other else { return nil }
      return text != wanted
    case .operation("is", let call, .name("None")): return read(call).map { $0 == .text(nil) }
    case .operation("is not", let call, .name("None")): return read(call).map { $0 != .text(nil) }
    default:
      guard case .text(let text)? = read(expression) else { return nil }
      return text?.isEmpty == false
    }
  }

  /// What a variable that is not set is read as.
  private enum Reading: Equatable {
    case text(String?)
  }

  private static func read(_ expression: PythonExpression) -> Reading? {
    guard case .call(let function, let arguments, let named) = expression, named.isEmpty,
      let name = function.dottedName,
      ["os.environ.get", "environ.get", "os.getenv", "getenv"].contains(name),
      case .string(let variable)? = arguments.first, isUnset(variable)
    else { return nil }
    switch arguments.dropFirst().first {
    case nil, .name("None")?: return .text(nil)
    case .string(let text)?: return .text(text)
    case .name("False")?, .number("0")?: return .text("")
    default: return nil
    }
  }

  private static func isEnvironment(_ expression: PythonExpression) -> Bool {
    expression.dottedName == "os.environ" || expression.dottedName == "environ"
  }

  /// Beginnings of the names of variables that a builder, a shell or a desktop may set.
  private static let common = [
    "AR", "AS", "CARGO", "CC", "CFLAGS", "CI", "CMAKE", "COLUMNS", "CPATH", "CPP", "CURL", "CXX",
    "DBUS", "DEBUG", "DISPLAY", "EDITOR", "GIT", "GITHUB", "HOME", "HOST", "HTTP", "JAVA", "LANG",
    "LC_", "LD", "LIBRARY", "LINES", "LOCALE", "LOG", "MAKE", "NIX", "NM", "NO_", "NODE", "NUM",
    "OBJ", "OMP", "PAGER", "PATH", "PKG_CONFIG", "PREFIX", "PWD", "PYTEST", "PYTHON", "QT",
    "RANLIB",
    "READELF", "REQUESTS", "SHELL", "SIZE", "SOURCE_DATE", "SSH", "SSL", "STRIP", "TEMP", "TERM",
    "TMP", "TZ", "USER", "VIRTUAL_ENV", "WAYLAND", "WINDOW", "XDG",
  ]

  /// Whether a variable is a project's own, as its name tells: in capitals, and none of the common ones.
  private static func isUnset(_ name: String) -> Bool {
    name.utf8.count > 3
      && name.utf8.allSatisfy {
        (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
      } && !common.contains(where: name.hasPrefix)
  }
}
