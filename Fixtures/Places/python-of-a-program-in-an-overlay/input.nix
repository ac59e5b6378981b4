final: prev:
let
  mapPython = prev.python3.override {
    packageOverrides = pyfinal: pyprev: {
      gdal = pyprev.gdal.override { useTiledb = false; };
    };
  };
in
{
  viewer = prev.viewer.override { python3 = mapPython; };
}
