final: prev:
let
  first = f: p: { aaa = f.toPythonModule prev.hello; };
  second = f: p: { };
  make = pself: { bbb = pself.toPythonModule prev.hello; };
in
{
  python3 = prev.python3.override {
    packageOverrides = pself: psuper: first pself psuper // second pself psuper // make pself;
  };
}
