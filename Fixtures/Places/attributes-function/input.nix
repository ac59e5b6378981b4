finalAttrs: previousAttrs: {
  pname = "party";
  patches = [ ./path.patch ];
}
