/// The Python projects whose modules import a project that requires them: by themselves, as a build
/// has them, they can't be imported.
///
/// Their metadata does not say so, since it would be a circle.
enum HostedPackages {
  /// Normalised names.
  static let names: Set<String> = [
    "jupyter-server-terminals",
    "matplotlib-inline",
    "soupsieve",
    "sphinxcontrib-applehelp",
    "sphinxcontrib-devhelp",
    "sphinxcontrib-htmlhelp",
    "sphinxcontrib-jquery",
    "sphinxcontrib-jsmath",
    "sphinxcontrib-qthelp",
    "sphinxcontrib-serializinghtml",
  ]
}
