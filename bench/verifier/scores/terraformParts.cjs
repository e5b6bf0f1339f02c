// How each kind of part is written in Terraform.
"use strict";

const { joins } = require("./terraformJoins.cjs");
const { machines } = require("./terraformMachines.cjs");
const { block, list, set, text } = require("./terraformWords.cjs");

const isIpv6 = (cidr) => cidr.includes(":");

const PROTOCOLS = { 6: "tcp", 17: "udp", 1: "icmp" };
const protocolOf = ({ protocol }) =>
  text(protocol === undefined ? "-1" : (PROTOCOLS[protocol] ?? String(protocol)));

/** All is 0 to 0 there. */
function portsOf({ protocol, ports }) {
  if (protocol === undefined) return [0, 0];
  return ports === undefined
    ? [0, protocol === 6 || protocol === 17 ? 65535 : 0]
    : [ports.from, ports.to];
}

function vpcs(network, { nameOf, resource }) {
  for (const one of network.vpcs) {
    resource(
      "aws_vpc",
      nameOf(one.key),
      set("cidr_block", text(one.ipv4Blocks[0])),
      set("enable_dns_support", one.dnsSupport),
      set("enable_dns_hostnames", one.dnsHostnames),
      one.ipv6Blocks.length > 0 && set("assign_generated_ipv6_cidr_block", true),
    );
    if (one.blockPublicAccess !== "off")
      resource(
        "aws_vpc_block_public_access_options",
        "options",
        set("internet_gateway_block_mode", text(`block-${one.blockPublicAccess}`)),
      );
  }
}

function subnets(network, { nameOf, resource }) {
  for (const one of network.subnets) {
    const name = nameOf(one.key);
    resource(
      "aws_subnet",
      name,
      set("vpc_id", `aws_vpc.${nameOf(one.vpc)}.id`),
      set("availability_zone", text(one.availabilityZone)),
      one.ipv4Block && set("cidr_block", text(one.ipv4Block)),
      one.ipv6Block && set("ipv6_cidr_block", text(one.ipv6Block)),
      set("map_public_ip_on_launch", false),
    );
    resource(
      "aws_route_table_association",
      name,
      set("subnet_id", `aws_subnet.${name}.id`),
      set("route_table_id", `aws_route_table.${nameOf(one.routeTable)}.id`),
    );
  }
}

const TARGETS = {
  internetGateway: ["gateway_id", "aws_internet_gateway"],
  egressOnlyInternetGateway: ["egress_only_gateway_id", "aws_egress_only_internet_gateway"],
  natGateway: ["nat_gateway_id", "aws_nat_gateway"],
  vpcPeeringConnection: ["vpc_peering_connection_id", "aws_vpc_peering_connection"],
  transitGateway: ["transit_gateway_id", "aws_ec2_transit_gateway"],
};

function routeTables(network, { nameOf, resource }) {
  for (const one of network.routeTables) {
    // A gateway endpoint's routes are of the endpoint.
    const routes = one.routes.filter(({ target }) => target.kind in TARGETS);
    resource(
      "aws_route_table",
      nameOf(one.key),
      set("vpc_id", `aws_vpc.${nameOf(one.vpc)}.id`),
      routes.map(({ destination, target }) => {
        const [argument, type] = TARGETS[target.kind];
        const cidr = destination.cidr ?? "";
        return block(
          "route",
          "prefixList" in destination
            ? set("destination_prefix_list_id", text(destination.prefixList))
            : set(isIpv6(cidr) ? "ipv6_cidr_block" : "cidr_block", text(cidr)),
          set(argument, target.gone ? text("gone") : `${type}.${nameOf(target.key)}.id`),
        );
      }),
    );
  }
}

function networkAcls(network, { nameOf, resource }) {
  for (const one of network.networkAcls) {
    const rule = (direction) => (rule) => {
      const [from, to] = portsOf(rule.traffic);
      return block(
        direction,
        set("rule_no", rule.number),
        set("action", text(rule.allow ? "allow" : "deny")),
        set("protocol", protocolOf(rule.traffic)),
        set("from_port", from),
        set("to_port", to),
        set(isIpv6(rule.cidr) ? "ipv6_cidr_block" : "cidr_block", text(rule.cidr)),
      );
    };
    const mine = network.subnets.filter(({ networkAcl }) => networkAcl === one.key);
    resource(
      one.default ? "aws_default_network_acl" : "aws_network_acl",
      nameOf(one.key),
      one.default
        ? set("default_network_acl_id", `aws_vpc.${nameOf(one.vpc)}.default_network_acl_id`)
        : set("vpc_id", `aws_vpc.${nameOf(one.vpc)}.id`),
      set("subnet_ids", list(mine.map(({ key }) => `aws_subnet.${nameOf(key)}.id`))),
      one.ingress.map(rule("ingress")),
      one.egress.map(rule("egress")),
    );
  }
}

function securityGroups(network, { nameOf, resource }) {
  for (const one of network.securityGroups) {
    const rule = (direction) => (rule) => {
      const [from, to] = portsOf(rule.traffic);
      const { cidr, prefixList, securityGroup } = rule.remote;
      return block(
        direction,
        set("description", text(`${direction} ${from}`)),
        set("protocol", protocolOf(rule.traffic)),
        set("from_port", from),
        set("to_port", to),
        cidr && set(isIpv6(cidr) ? "ipv6_cidr_blocks" : "cidr_blocks", list([text(cidr)])),
        prefixList && set("prefix_list_ids", list([text(prefixList)])),
        securityGroup &&
          set("security_groups", list([`aws_security_group.${nameOf(securityGroup)}.id`])),
      );
    };
    resource(
      "aws_security_group",
      nameOf(one.key),
      set("description", text("of the bench")),
      set("vpc_id", `aws_vpc.${nameOf(one.vpc)}.id`),
      one.ingress.map(rule("ingress")),
      one.egress.map(rule("egress")),
    );
  }
}

function gateways(network, { nameOf, resource }) {
  const vpcOf = ({ vpc }) => vpc && set("vpc_id", `aws_vpc.${nameOf(vpc)}.id`);
  for (const one of network.internetGateways)
    resource("aws_internet_gateway", nameOf(one.key), vpcOf(one));
  for (const one of network.egressOnlyInternetGateways)
    resource("aws_egress_only_internet_gateway", nameOf(one.key), vpcOf(one));
  for (const one of network.natGateways) {
    const name = nameOf(one.key);
    if (one.hasPublicAddress) resource("aws_eip", name, set("domain", text("vpc")));
    resource(
      "aws_nat_gateway",
      name,
      one.subnet && set("subnet_id", `aws_subnet.${nameOf(one.subnet)}.id`),
      set("connectivity_type", text(one.connectivity)),
      one.hasPublicAddress && set("allocation_id", `aws_eip.${name}.id`),
    );
  }
}

function vpcEndpoints(network, { nameOf, resource }) {
  for (const one of network.vpcEndpoints) {
    const isGateway = one.endpointType === "Gateway";
    const many = (name, type, keys) =>
      set(name, list(keys.map((key) => `${type}.${nameOf(key)}.id`)));
    const tables = network.routeTables
      .filter(({ routes }) => routes.some(({ target }) => target.key === one.key))
      .map(({ key }) => key);
    const stood = network.networkInterfaces.filter(({ endpoint }) => endpoint === one.key);
    resource(
      "aws_vpc_endpoint",
      nameOf(one.key),
      set("vpc_id", `aws_vpc.${nameOf(one.vpc)}.id`),
      set("service_name", text(`com.amazonaws.us-east-1.${one.service}`)),
      set("vpc_endpoint_type", text(one.endpointType)),
      isGateway && many("route_table_ids", "aws_route_table", tables),
      !isGateway &&
        many(
          "subnet_ids",
          "aws_subnet",
          stood.map(({ subnet }) => subnet),
        ),
      !isGateway &&
        many("security_group_ids", "aws_security_group", [
          ...new Set(stood.flatMap(({ securityGroups: groups }) => groups)),
        ]),
      !isGateway && set("private_dns_enabled", one.privateDns),
      one.policy !== undefined && set("policy", `jsonencode(${text(one.policy)})`),
    );
  }
}

module.exports = {
  parts: [
    vpcs,
    subnets,
    routeTables,
    networkAcls,
    securityGroups,
    gateways,
    vpcEndpoints,
    joins,
    machines,
  ],
};
