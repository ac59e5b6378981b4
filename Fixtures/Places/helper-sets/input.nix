final: prev:
let
  add = name: inputs: { ${name} = prev.${name}.overrideAttrs (old: { buildInputs = inputs; }); };
in
{ } // add "hello" [ final.zlib ] // add "figlet" [ final.zlib ]
