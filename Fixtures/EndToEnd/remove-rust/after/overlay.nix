# Packages that nixpkgs lacks, written by nixgraft; edit freely.
final: prev:
{ }
