final: prev:
prev.lib.optionalAttrs prev.stdenv.hostPlatform.isDarwin {
  hello = prev.hello.override { };
}
