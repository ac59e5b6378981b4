let
  mkUser = name: uid: { inherit name uid; };
in
[ (mkUser "ada" 1) (mkUser "kim" 2) ]
