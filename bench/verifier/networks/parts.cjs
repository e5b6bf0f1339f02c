// The parts of a network as plain data, with what the networks here have in common filled in.
"use strict";

const part = (type, key) => ({ key, name: key, type, tags: {} });
const TCP = 6;
const port = (from, to = from) => ({ protocol: TCP, ports: { from, to } });

const empty = () => ({
  vpcs: [],
  subnets: [],
  routeTables: [],
  networkAcls: [],
  securityGroups: [],
  networkInterfaces: [],
  internetGateways: [],
  egressOnlyInternetGateways: [],
  natGateways: [],
  vpcEndpoints: [],
  peeringConnections: [],
  transitGateways: [],
  prefixLists: [],
  hostedZones: [],
  unmodelled: [],
  missing: [],
  assumptions: [],
});

function vpc(network, key, block) {
  network.vpcs.push({
    ...part("vpc", key),
    region: "us-east-1",
    ipv4Blocks: [block],
    ipv6Blocks: [],
    dnsSupport: true,
    dnsHostnames: true,
    blockPublicAccess: "off",
  });
  network.internetGateways.push({ ...part("internet gateway", `${key}-igw`), vpc: key });
}

function subnet(network, key, fields) {
  network.subnets.push({ ...part("subnet", key), ...fields });
}

function table(network, key, vpcKey, routes) {
  network.routeTables.push({
    ...part("route table", key),
    vpc: vpcKey,
    main: false,
    routes: routes.map(([cidr, kind, target]) => ({
      key,
      destination: { cidr },
      target: { kind, key: target },
    })),
  });
}

function acl(network, key, vpcKey, ingress, egress) {
  const rules = (list) =>
    list.map(([traffic, cidr, allow = true], index) => ({
      key: `${key}#${index}`,
      number: 100 + 10 * index,
      allow,
      traffic,
      cidr,
    }));
  network.networkAcls.push({
    ...part("network ACL", key),
    vpc: vpcKey,
    default: false,
    ingress: rules(ingress),
    egress: rules(egress),
  });
}

function group(network, key, vpcKey, ingress, egress) {
  const rules = (list) => list.map(([traffic, remote]) => ({ key, traffic, remote }));
  network.securityGroups.push({
    ...part("security group", key),
    vpc: vpcKey,
    ingress: rules(ingress),
    egress: rules(egress),
  });
}

function networkInterface(network, key, fields) {
  network.networkInterfaces.push({
    ...part("network interface", key),
    kind: "instance",
    owner: key,
    filtered: true,
    hasIpv4: true,
    ipv6: [],
    hasIpv6: false,
    publicIpv4: false,
    sourceDestCheck: true,
    ...fields,
  });
}

function nat(network, key, vpcKey, subnetKey, address) {
  network.natGateways.push({
    ...part("NAT gateway", key),
    vpc: vpcKey,
    subnet: subnetKey,
    routeTable: undefined,
    connectivity: "public",
    hasPublicAddress: true,
    publicAddresses: [],
    ipv4: [address],
  });
}

function peering(network, key, requester, accepter) {
  network.peeringConnections.push({
    ...part("peering connection", key),
    requester,
    accepter,
    status: "active",
    sameRegion: true,
    requesterDns: true,
    accepterDns: true,
  });
}

const all = { cidr: "0.0.0.0/0" };
const REPLIES = port(1024, 65535);

module.exports = {
  acl,
  all,
  empty,
  group,
  nat,
  networkInterface,
  peering,
  port,
  REPLIES,
  subnet,
  table,
  vpc,
};
