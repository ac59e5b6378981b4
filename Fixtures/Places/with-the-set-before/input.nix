_final: prev: {
  tool =
    with prev;
    stdenvNoCC.mkDerivation {
      name = "tool";
      dontUnpack = true;
    };
}
