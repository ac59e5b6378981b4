# A set for every Python of its own, which one behind it would take the place of.
final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (pyfinal: pyprev: { own = pyprev.six; }) ];
}
