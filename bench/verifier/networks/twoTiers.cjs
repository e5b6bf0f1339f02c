// One VPC whose rules name blocks, not groups: aws-vpc-analyzer 0.5.1 takes no rule that names a group for a match.
"use strict";
const parts = require("./parts.cjs");

const { port, REPLIES } = parts;

function twoTiers() {
  const network = parts.empty();
  parts.vpc(network, "shop", "10.0.0.0/16");
  const [app, data] = ["10.0.1.0/24", "10.0.2.0/24"];
  const way = [["0.0.0.0/0", "internetGateway", "shop-igw"]];
  tier(network, { name: "app", block: app, address: "10.0.1.20", routes: way });
  tier(network, { name: "data", block: data, address: "10.0.2.20", routes: [] });
  parts.acl(network, "app-acl", "shop", [[REPLIES, data]], [[port(5432), data]]);
  parts.acl(network, "data-acl", "shop", [[port(5432), app]], [[REPLIES, app]]);
  parts.group(network, "app-group", "shop", [], [[port(5432), { cidr: data }]]);
  parts.group(network, "data-group", "shop", [[port(5432), { cidr: app }]], []);
  return network;
}

function tier(network, { name, block, address, routes }) {
  parts.table(network, `${name}-table`, "shop", routes);
  parts.subnet(network, name, {
    vpc: "shop",
    availabilityZone: "1a",
    ipv4Block: block,
    routeTable: `${name}-table`,
    networkAcl: `${name}-acl`,
    tier: name,
  });
  parts.networkInterface(network, `${name}-eni`, {
    subnet: name,
    securityGroups: [`${name}-group`],
    ipv4: [address],
  });
}

module.exports = { twoTiers };
