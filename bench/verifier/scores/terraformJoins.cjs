// What joins VPCs, in Terraform: peering connections and transit gateways.
"use strict";
const { list, set, text } = require("./terraformWords.cjs");

function joins(network, into) {
  const { nameOf, resource } = into;
  for (const one of network.peeringConnections)
    resource(
      "aws_vpc_peering_connection",
      nameOf(one.key),
      set("vpc_id", `aws_vpc.${nameOf(one.requester)}.id`),
      set("peer_vpc_id", `aws_vpc.${nameOf(one.accepter)}.id`),
      set("auto_accept", one.status === "active"),
      !one.sameRegion && set("peer_region", text("eu-west-1")),
    );
  for (const one of network.transitGateways) transitGateway(one, into);
}

function transitGateway(gateway, { nameOf, resource }) {
  const mine = set("transit_gateway_id", `aws_ec2_transit_gateway.${nameOf(gateway.key)}.id`);
  const attached = (key) =>
    set(
      "transit_gateway_attachment_id",
      `aws_ec2_transit_gateway_vpc_attachment.${nameOf(key)}.id`,
    );
  const looked = (key) =>
    set("transit_gateway_route_table_id", `aws_ec2_transit_gateway_route_table.${nameOf(key)}.id`);
  resource(
    "aws_ec2_transit_gateway",
    nameOf(gateway.key),
    set(
      "security_group_referencing_support",
      text(gateway.securityGroupReferencing ? "enable" : "disable"),
    ),
    set("default_route_table_association", text("disable")),
    set("default_route_table_propagation", text("disable")),
  );
  for (const one of gateway.attachments) {
    // One that is not available is one that nobody has accepted: it is not among this side's resources.
    if (one.kind !== "vpc" || !one.available) continue;
    resource(
      "aws_ec2_transit_gateway_vpc_attachment",
      nameOf(one.key),
      mine,
      set("vpc_id", `aws_vpc.${nameOf(one.vpc)}.id`),
      set("subnet_ids", list(one.subnets.map((key) => `aws_subnet.${nameOf(key)}.id`))),
    );
    if (one.associatedTable !== undefined)
      resource(
        "aws_ec2_transit_gateway_route_table_association",
        nameOf(one.key),
        attached(one.key),
        looked(one.associatedTable),
      );
  }
  for (const table of gateway.routeTables) {
    resource("aws_ec2_transit_gateway_route_table", nameOf(table.key), mine);
    for (const route of table.routes) {
      const name = `${nameOf(table.key)}-${route.cidr.replace(/\W/g, "-")}`;
      if (route.propagated && route.attachment !== undefined)
        resource(
          "aws_ec2_transit_gateway_route_table_propagation",
          name,
          attached(route.attachment),
          looked(table.key),
        );
      else
        resource(
          "aws_ec2_transit_gateway_route",
          name,
          set("destination_cidr_block", text(route.cidr)),
          route.attachment === undefined ? set("blackhole", true) : attached(route.attachment),
          looked(table.key),
        );
    }
  }
}

module.exports = { joins };
