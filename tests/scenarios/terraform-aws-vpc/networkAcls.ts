/**
 * The counterpart of terraform-aws-vpc's `examples/network-acls`: ACLs of their own for the public and the cache's subnets, the
 * private ones left to the VPC's default ACL; IPv6 beside IPv4.
 */
import * as elasticache from "@pulumi/aws/elasticache";
import * as net from "../../../components";
import { common, Isolated, Private, Public, subnetsOf, tier } from "./networks";

/** The example's rules, said as the connections they are for; its rules for replies follow, and the IPv6 ones. */
export const FLOWS: net.NetworkAclFlow[] = [
  { source: "internet", destination: "public", ports: ["http", "https", "ssh", "rdp"] },
  { source: "public", destination: "internet", ports: ["http", "https"] },
  { source: "public", destination: "10.0.100.0/22", ports: ["http", "https", "mssql", "ssh"] },
  { source: "private", destination: "cache", ports: ["redis"] },
  { source: "cache", destination: "internet", ports: ["http", "https"] },
];

export const networkAcls =
  (flows = FLOWS) =>
  (): void => {
    const vpc = new net.Vpc("network-acls", {
      ...common("network-acls"),
      ipv6: true,
      subnetSpecs: [
        tier("private", Private, 0, { ipv6Slot: 0 }),
        tier("public", Public, 4, { ipv6Slot: 1, tags: { Name: "overridden-name-public" } }),
        tier("cache", Isolated, 8, { ipv6Slot: 2 }),
      ],
    });
    new elasticache.SubnetGroup("network-acls", { subnetIds: subnetsOf(vpc, "cache") });
    new net.NetworkAcls("network-acls", { vpc, flows, tiers: ["public", "cache"] });
  };
