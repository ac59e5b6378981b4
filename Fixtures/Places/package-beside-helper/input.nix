{ hostname, ... }:
{
  shelf-marks = final: _prev: {
    shelfMark = name: "${hostname}-${name}";
  };

  shelf-packages = final: _prev: {
    shelf = final.callPackage ./shelf { };
  };
}
