_: prev: {
  jq = prev.jq or null;
  my-script = prev.writeText "a" "b";
}
