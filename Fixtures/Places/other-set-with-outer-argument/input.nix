self:
rosSelf: rosSuper: {
  viewer = rosSuper.viewer.overrideAttrs (old: { buildInputs = [ self.qt5.qtbase ]; });
}
