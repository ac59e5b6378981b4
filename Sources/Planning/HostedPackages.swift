/// The Python projects whose modules import what they don't require, mostly a project that requires
/// them: by themselves, as a build has them, they cannot be imported.
///
/// Their metadata does not say so, since it would be a circle, or since they are only used there.
enum HostedPackages {
  /// Normalised names.
  static let names: Set<String> = [
    "jupyter-server-terminals",
    "jupyterlab-pygments",
    "matplotlib-inline",
    "pyarrow-hotfix",
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
