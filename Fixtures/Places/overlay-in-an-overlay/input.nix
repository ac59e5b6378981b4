{ inputs, ... }:
final: prev: {
  python = final: prev: {
    pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
      (pyfinal: pyprev: {
        mss = pyprev.mss.overridePythonAttrs (old: { doCheck = false; });
      })
    ];
  };
}
