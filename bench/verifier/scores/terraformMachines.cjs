// What the network interfaces are of, in Terraform: load balancers and databases by owner, an instance for each of the others.
"use strict";
const { block, list, set, text } = require("./terraformWords.cjs");

function machines(network, into) {
  const standing = network.networkInterfaces.filter(({ kind }) => kind !== "endpoint");
  const owners = Map.groupBy?.(standing, ({ owner }) => owner) ?? grouped(standing);
  for (const [owner, members] of owners) {
    if (members[0].kind === "loadBalancer") loadBalancer(owner, members, into);
    else if (members[0].kind === "database") database(owner, members, into);
    else for (const one of members) instance(one, into);
  }
}

function grouped(standing) {
  const owners = new Map();
  for (const one of standing) owners.set(one.owner, [...(owners.get(one.owner) ?? []), one]);
  return owners;
}

const subnetsOf = (members, nameOf) =>
  list(members.map(({ subnet }) => `aws_subnet.${nameOf(subnet)}.id`));
const groupsOf = (members, nameOf) =>
  list(
    [...new Set(members.flatMap(({ securityGroups }) => securityGroups))].map(
      (key) => `aws_security_group.${nameOf(key)}.id`,
    ),
  );
const isPublic = (members) => members.some(({ publicIpv4 }) => publicIpv4 === true);

function loadBalancer(owner, members, { nameOf, resource }) {
  resource(
    "aws_lb",
    nameOf(owner),
    set("load_balancer_type", text("application")),
    set("internal", !isPublic(members)),
    set("subnets", subnetsOf(members, nameOf)),
    set("security_groups", groupsOf(members, nameOf)),
    set("drop_invalid_header_fields", true),
    set("enable_deletion_protection", true),
  );
}

function database(owner, members, { nameOf, resource }) {
  const name = nameOf(owner);
  resource("aws_db_subnet_group", name, set("subnet_ids", subnetsOf(members, nameOf)));
  resource(
    "aws_db_instance",
    name,
    set("engine", text("postgres")),
    set("instance_class", text("db.t4g.micro")),
    set("allocated_storage", 20),
    set("storage_encrypted", true),
    set("multi_az", true),
    set("db_subnet_group_name", `aws_db_subnet_group.${name}.name`),
    set("vpc_security_group_ids", groupsOf(members, nameOf)),
    set("publicly_accessible", isPublic(members)),
  );
}

function instance(one, { nameOf, resource }) {
  resource(
    "aws_instance",
    nameOf(one.key),
    set("ami", text("ami-0123456789abcdef0")),
    set("instance_type", text("t4g.nano")),
    set("subnet_id", `aws_subnet.${nameOf(one.subnet)}.id`),
    set("vpc_security_group_ids", groupsOf([one], nameOf)),
    set("associate_public_ip_address", one.publicIpv4 === true),
    set("source_dest_check", one.sourceDestCheck),
    set("monitoring", true),
    set("ebs_optimized", true),
    block("metadata_options", set("http_tokens", text("required"))),
    block("root_block_device", set("encrypted", true)),
  );
}

module.exports = { machines };
