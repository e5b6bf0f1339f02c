/** Faults of NAT and internet gateways, of public addresses, and of where things stand. */
import type {
  Network,
  NetworkInterface,
  SecurityGroup,
  Subnet,
} from "../../../../analysis/model/network";
import { hostOf } from "./blocks";
import { type FaultKind, changed, sitesOf } from "./fault";

const withoutAddress: FaultKind["sites"] = (network) =>
  sitesOf(network, "natGateways", (gateway) => [
    ["", { ...gateway, hasPublicAddress: false, publicAddresses: [] }],
  ]);

const isPublic = (network: Network, subnet: Subnet): boolean =>
  network.routeTables
    .filter(({ key }) => key === subnet.routeTable)
    .some(({ routes }) => routes.some(({ target }) => target.kind === "internetGateway"));

const inPrivateSubnet: FaultKind["sites"] = (network) =>
  sitesOf(network, "natGateways", (gateway) => {
    const old = network.subnets.find(({ key }) => key === gateway.subnet);
    return network.subnets
      .filter(({ vpc, key }) => vpc === gateway.vpc && key !== gateway.subnet)
      .filter((subnet) => subnet.availabilityZone === old?.availabilityZone)
      .filter((subnet) => !isPublic(network, subnet))
      .map((subnet) => [
        subnet.name,
        { ...gateway, subnet: subnet.key, ipv4: [hostOf(subnet.ipv4Block ?? "", 9)] },
      ]);
  });

const notPublic: FaultKind["sites"] = (network) =>
  sitesOf(network, "natGateways", (gateway) => [
    ["", { ...gateway, connectivity: "private", hasPublicAddress: false, publicAddresses: [] }],
  ]);

const detached: FaultKind["sites"] = (network) =>
  sitesOf(network, "internetGateways", (gateway) => [["", { ...gateway, vpc: undefined }]]);

const egressOnlyDetached: FaultKind["sites"] = (network) =>
  sitesOf(network, "egressOnlyInternetGateways", (gateway) => [
    ["", { ...gateway, vpc: undefined }],
  ]);

const blocked: FaultKind["sites"] = (network) =>
  sitesOf(network, "vpcs", (vpc) =>
    (["bidirectional", "ingress"] as const).map((blockPublicAccess) => [
      blockPublicAccess,
      { ...vpc, blockPublicAccess },
    ]),
  );

const addressTaken: FaultKind["sites"] = (network) =>
  sitesOf(network, "networkInterfaces", (one) =>
    one.publicIpv4 === true ? [["", { ...one, publicIpv4: false }]] : [],
  );

const moved = (one: NetworkInterface, subnet: Subnet): NetworkInterface => ({
  ...one,
  subnet: subnet.key,
  ipv4: one.ipv4.length > 0 ? [hostOf(subnet.ipv4Block ?? "", 77)] : [],
  ipv6: one.ipv6.length > 0 ? [hostOf(subnet.ipv6Block ?? "", 77)] : [],
});

/** Subnets of the same zone and of another tier, one of each tier. */
function otherTiers(network: Network, one: NetworkInterface): Subnet[] {
  const own = network.subnets.find(({ key }) => key === one.subnet);
  const others = network.subnets.filter(
    ({ vpc, availabilityZone, tier }) =>
      vpc === own?.vpc && availabilityZone === own.availabilityZone && tier !== own.tier,
  );
  return others.filter((subnet) => others.find(({ tier }) => tier === subnet.tier) === subnet);
}

const otherTier =
  (endpoints: boolean): FaultKind["sites"] =>
  (network) =>
    sitesOf(network, "networkInterfaces", (one) =>
      (one.kind === "endpoint") === endpoints
        ? otherTiers(network, one).map((subnet) => [
            `${one.subnet.split("::").at(-1) ?? ""} to ${subnet.name}`,
            moved(one, subnet),
          ])
        : [],
    );

/** "Publicly accessible", in a public subnet, and let in from anywhere, as tutorials have it. */
const publicDatabase: FaultKind["sites"] = (network) =>
  network.networkInterfaces
    .filter(({ kind }) => kind === "database" || kind === "cache")
    .flatMap((one) =>
      otherTiers(network, one)
        .filter((subnet) => isPublic(network, subnet))
        .map((subnet) => ({
          where: `${one.key} in ${subnet.name}`,
          make: () =>
            changed(
              changed(network, "networkInterfaces", one.key, () => ({
                ...moved(one, subnet),
                publicIpv4: true,
              })),
              "securityGroups",
              one.securityGroups[0] ?? "",
              openTo("0.0.0.0/0"),
            ),
        })),
    );

const openTo =
  (cidr: string) =>
  (group: SecurityGroup): SecurityGroup => ({
    ...group,
    ingress: group.ingress.map((rule) => ({ ...rule, remote: { cidr } })),
  });

/** A public address on what nobody outside is to meet, in a subnet where one counts. */
const addressGiven: FaultKind["sites"] = (network) =>
  sitesOf(network, "networkInterfaces", (one) =>
    one.publicIpv4 === false && one.kind !== "endpoint" && one.kind !== "lambda"
      ? otherTiers(network, one)
          .filter((subnet) => isPublic(network, subnet))
          .map((subnet) => [`in ${subnet.name}`, { ...moved(one, subnet), publicIpv4: true }])
      : [],
  );

export const gatewayFaults: readonly FaultKind[] = [
  { name: "NAT gateway without an address", sites: withoutAddress },
  { name: "NAT gateway in a private subnet", sites: inPrivateSubnet },
  { name: "NAT gateway with private connectivity", sites: notPublic },
  { name: "internet gateway detached", sites: detached },
  { name: "egress-only internet gateway detached", sites: egressOnlyDetached },
  { name: "Block Public Access on", sites: blocked },
  { name: "public address taken", sites: addressTaken },
  { name: "public address in a public subnet", sites: addressGiven },
  { name: "database opened to the internet", sites: publicDatabase },
  { name: "interface in another tier", sites: otherTier(false) },
  { name: "endpoint in another tier", sites: otherTier(true) },
];
