// What aws-vpc-analyzer is asked about a network, and what it is told of it.
"use strict";
const { analysis } = require("../analysis.cjs");

const TCP = 6;
const OUTSIDE = "8.8.8.8";
const TARGETS = ["internetGateway", "natGateway", "vpcPeeringConnection", "transitGateway"];

/**
 * From every interface to every other and to the internet, and who can be met from the internet: on each TCP port that an intent
 * names, and on 22. What is right is what holds in the sound network, where all intents hold.
 */
function questionsOf({ network, intents }) {
  const verifier = analysis().compileNetwork(network);
  const named = intents.flatMap(({ traffic }) =>
    traffic.flatMap(({ protocol, ports }) => (protocol === "tcp" && ports ? [ports.from] : [])),
  );
  const ports = [...new Set([22, ...named])];
  const standing = network.networkInterfaces.filter(({ hasIpv4 }) => hasIpv4);
  const passes = (from, to, port) =>
    verifier
      .traffic(from, to)
      .sure.project("service")
      .has(TCP * 65536 + port);
  const paths = [];
  for (const { key } of standing)
    for (const port of ports) {
      const ask = (destination, place) =>
        paths.push({
          asked: [key, destination, port],
          right: passes({ interface: key }, place, port) ? "reachable" : "blocked",
        });
      for (const other of standing) if (other.key !== key) ask(other.key, { interface: other.key });
      ask(OUTSIDE, { internet: true });
    }
  const vpcOf = ({ subnet }) => network.subnets.find(({ key }) => key === subnet).vpc;
  const exposures = network.vpcs.flatMap((vpc) =>
    ports.map((port) => ({
      asked: [vpc.key, port],
      right: standing
        .filter((one) => vpcOf(one) === vpc.key)
        .filter(({ key }) => passes({ internet: true }, { interface: key }, port))
        .map(({ key }) => key)
        .sort(),
    })),
  );
  return { paths, exposures };
}

/** Only what aws-vpc-analyzer asks AWS for. Where a fault changes nothing of it, it cannot be expressed. */
function toldOf(network) {
  const made = new Set(
    ["internetGateways", "natGateways", "peeringConnections", "transitGateways"].flatMap((list) =>
      network[list].map(({ key }) => key),
    ),
  );
  const isTold = ({ destination: { cidr }, target }) =>
    cidr !== undefined &&
    !cidr.includes(":") &&
    TARGETS.includes(target.kind) &&
    made.has(target.key) &&
    target.gone !== true;
  const pick = (list, ...names) =>
    network[list].map((part) => Object.fromEntries(names.map((name) => [name, part[name]])));
  const cut = ({ cidr, number, allow, traffic }) => ({ cidr, number, allow, traffic });
  const rule = ({ traffic, remote }) => ({ traffic, remote });
  const filters = (list, make) =>
    network[list].map(({ key, vpc, ingress, egress }) => ({
      ...{ key, vpc, ingress: distinct(ingress.map(make)), egress: distinct(egress.map(make)) },
    }));
  return {
    vpcs: pick("vpcs", "key", "ipv4Blocks"),
    subnets: pick(
      "subnets",
      "key",
      "vpc",
      "ipv4Block",
      "availabilityZone",
      "routeTable",
      "networkAcl",
    ),
    routeTables: network.routeTables.map(({ key, vpc, routes }) => ({
      ...{ key, vpc },
      routes: routes.filter(isTold).map(({ destination, target }) => ({ destination, target })),
    })),
    networkAcls: filters("networkAcls", cut),
    securityGroups: filters("securityGroups", rule),
    networkInterfaces: pick(
      ...["networkInterfaces", "key", "subnet", "securityGroups", "hasIpv4", "ipv4", "publicIpv4"],
    ),
    internetGateways: pick("internetGateways", "key", "vpc"),
    natGateways: pick("natGateways", "key", "subnet", "connectivity", "hasPublicAddress"),
    peeringConnections: pick("peeringConnections", "key", "requester", "accepter", "status"),
    transitGateways: pick("transitGateways", "key"),
    prefixLists: pick("prefixLists", "key", "cidrs"),
  };
}

/** AWS refuses a rule that is there already. */
function distinct(rules) {
  const seen = new Set();
  return rules.filter((rule) => {
    const text = JSON.stringify(rule);
    return !seen.has(text) && seen.add(text);
  });
}

module.exports = { questionsOf, toldOf };
