[
  (final: prev: {
    shelfMark = name: "${final.system}-${name}";
  })
  (final: prev: {
    shelf = prev.shelf.override { doCheck = false; };
  })
]
