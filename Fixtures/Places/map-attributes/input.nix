{ lib, hosts }:
{
  machines = lib.mapAttrs (name: host: { hostname = name; address = host.address; }) hosts;
}
