final: prev:
let
  add = name: { ${name} = prev.${name}.overrideAttrs (old: { doCheck = false; }); };
in
add "hello" // add "figlet"
