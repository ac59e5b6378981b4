{ lib }:
{
  mkOverlayMount = lower: upper: {
    device = "overlay";
    lower = lower;
    upper = upper;
  };
}
