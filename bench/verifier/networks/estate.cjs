// As many VPCs as a large company has: ten subnets, ten interfaces and three groups each, in tens, of which one is peered with the
// other nine. 10.0.0.0/8 in /24s, one a VPC.
"use strict";
const parts = require("./parts.cjs");

const { all, port } = parts;

const block = (at) => `10.${at >> 8}.${at & 255}`;

function estate(vpcs) {
  const network = parts.empty();
  for (let at = 0; at < vpcs; at++) {
    const name = `v${at}`;
    const hub = at - (at % 10);
    const last = Math.min(vpcs, hub + 10) - 1;
    const near = at === hub ? Array.from({ length: last - hub }, (_, n) => hub + 1 + n) : [hub];
    parts.vpc(network, name, `${block(at)}.0/24`);
    if (at !== hub) parts.peering(network, `v${hub}-${name}`, `v${hub}`, name);
    routing(network, { name, at, hub, near });
    groups(network, { name, near });
    for (let n = 0; n < 10; n++) member(network, { name, at, n });
    parts.nat(network, `${name}-nat`, name, `${name}-0`, `${block(at)}.9`);
  }
  return network;
}

function routing(network, { name, at, hub, near }) {
  const routes = near.map((other) => [
    `${block(other)}.0/24`,
    "vpcPeeringConnection",
    at === hub ? `v${hub}-v${other}` : `v${hub}-${name}`,
  ]);
  parts.table(network, `${name}-public`, name, [["0.0.0.0/0", "internetGateway", `${name}-igw`]]);
  parts.table(network, `${name}-private`, name, [
    ["0.0.0.0/0", "natGateway", `${name}-nat`],
    ...routes,
  ]);
  const open = [{}, "0.0.0.0/0"];
  parts.acl(network, `${name}-acl`, name, [[port(22), "0.0.0.0/0", false], open], [open]);
}

function groups(network, { name, near }) {
  const [web, app, data] = ["web", "app", "data"].map((tier) => `${name}-${tier}`);
  const peers = near.map((other) => [port(8443), { securityGroup: `v${other}-app` }]);
  parts.group(network, web, name, [[port(443), all]], [[port(8080), { securityGroup: app }]]);
  parts.group(
    network,
    app,
    name,
    [[port(8080), { securityGroup: web }], ...peers],
    [[port(443), all], [port(5432), { securityGroup: data }], ...peers],
  );
  parts.group(network, data, name, [[port(5432), { securityGroup: app }]], []);
}

/** Two load balancers, four tasks, four databases. */
function member(network, { name, at, n }) {
  const tier = n < 2 ? "public" : "private";
  parts.subnet(network, `${name}-${n}`, {
    vpc: name,
    availabilityZone: n % 2 === 0 ? "1a" : "1b",
    ipv4Block: `${block(at)}.${n * 16}/28`,
    routeTable: `${name}-${tier}`,
    networkAcl: `${name}-acl`,
    tier,
  });
  const [kind, group] =
    n < 2 ? ["loadBalancer", "web"] : n < 6 ? ["task", "app"] : ["database", "data"];
  parts.networkInterface(network, `${name}-${n}-eni`, {
    kind,
    owner: `${name}-${kind}`,
    subnet: `${name}-${n}`,
    securityGroups: [`${name}-${group}`],
    ipv4: [`${block(at)}.${n * 16 + 6}`],
    publicIpv4: n < 2,
  });
}

/** One VPC in a hundred lets its load balancers reach its databases too. */
function opened(network) {
  const more = ({ key }) => {
    const [, at, tier] = /^v(\d+)-(web|data)$/.exec(key) ?? [];
    if (at === undefined || Number(at) % 100 !== 0) return undefined;
    const other = tier === "web" ? "data" : "web";
    return { key, traffic: port(5432), remote: { securityGroup: `v${at}-${other}` } };
  };
  const securityGroups = network.securityGroups.map((group) => {
    const rule = more(group);
    if (rule === undefined) return group;
    return group.key.endsWith("-web")
      ? { ...group, egress: [...group.egress, rule] }
      : { ...group, ingress: [...group.ingress, rule] };
  });
  return { ...network, securityGroups };
}

module.exports = { estate, opened };
