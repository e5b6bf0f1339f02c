// Where subnets lie by the published rules of each, and by what identity a resource has them.
// A network is {zones, tiers: [{name, mask}]}; the answer is "tier zone" -> {block, identity}.
"use strict";
const path = require("node:path");
const { root } = require("../lib/subject.cjs");

const CIDR = "10.0.0.0/16";
const pure = () => require(path.join(root, "dist", "net", "index.js"));

const size = (mask) => 2 ** (32 - mask);
const text = (address, mask) =>
  `${[24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".")}/${mask}`;
const BASE = 10 * 2 ** 24;

/** This package's: by tier and zone. Tiers have a place each, or follow one another in the list. */
function ours({ zones, tiers }, places) {
  const { tiers: allocated, issues } = pure().allocateSubnets({
    cidrBlock: CIDR,
    availabilityZones: zones,
    availabilityZonesArgument: "availabilityZoneNames",
    reservedAvailabilityZones: 4,
    subnetSpecs: tiers.map(({ name, mask, place }) => ({
      name,
      cidrMask: mask,
      ...(places && { startAddress: text(BASE + place * size(20), 32).split("/")[0] }),
    })),
  });
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return new Map(
    allocated.flatMap(({ name, subnets }) =>
      subnets.map(({ zone, cidrBlock }) => [
        `${name} ${zone.name}`,
        { block: cidrBlock.toString(), identity: `${name} ${zone.name}` },
      ]),
    ),
  );
}

/** awsx 3.x, `subnetStrategy: "Auto"`: a part for each zone in list order; resources by their number. */
function awsx({ zones, tiers }) {
  const layout = pure().layouts.awsxAuto({
    cidrBlock: CIDR,
    availabilityZoneNames: zones,
    subnetSpecs: tiers.map(({ name, mask }) => ({ type: "Private", name, cidrMask: mask })),
  });
  return new Map(
    tiers.flatMap(({ name }) =>
      zones.map((zone, index) => [
        `${name} ${zone}`,
        { block: layout[name][zone], identity: `${name} ${index + 1}` },
      ]),
    ),
  );
}

/**
 * CDK's `ec2.Vpc`: one after another, tier by tier and zone by zone, each at the next multiple of its
 * size (aws-ec2/lib/network-util.ts); constructs by their number. Without `reservedAzs`.
 */
function cdk({ zones, tiers }) {
  let next = BASE;
  const found = new Map();
  for (const { name, mask } of tiers) {
    zones.forEach((zone, index) => {
      const first = Math.ceil(next / size(mask)) * size(mask);
      next = first + size(mask);
      found.set(`${name} ${zone}`, {
        block: text(first, mask),
        identity: `${name}Subnet${index + 1}`,
      });
    });
  }
  return found;
}

/**
 * terraform-aws-vpc as its examples write it: `[for k, v in local.azs : cidrsubnet(cidr, 8, k + n)]`, n four
 * further on for each tier in turn; resources by `count.index`.
 */
function terraform({ zones, tiers }) {
  return new Map(
    tiers.flatMap(({ name, literal }) => {
      const blocks = pure().layouts.terraform({
        cidrBlock: CIDR,
        availabilityZoneNames: zones,
        newBits: 8,
        netNum: literal * 4,
      });
      return zones.map((zone, index) => [
        `${name} ${zone}`,
        { block: blocks[zone], identity: `${name}[${index}]` },
      ]);
    }),
  );
}

module.exports = {
  rules: [
    { name: "ours, tiers with a place", lay: (network) => ours(network, true) },
    { name: "ours, tiers in list order", lay: (network) => ours(network, false) },
    { name: "awsx Auto", lay: awsx },
    { name: "CDK", lay: cdk },
    { name: "terraform-aws-vpc", lay: terraform },
  ],
};
