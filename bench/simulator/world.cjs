// The simulated AWS through the provider protocol, in process: what an engine calls, and nothing of an engine.
"use strict";
const path = require("node:path");
const { root } = require("../lib/subject.cjs");

const { openWorld } = require(path.join(root, "dist", "simulator", "index.js"));

const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
};

/** One stack's provider in the region, and what its resources are made with. */
async function openStack(options) {
  const world = await openWorld({
    quotas: { vpcsPerRegion: 1000, subnetsPerVpc: 1000 },
    ...options,
  });
  const urn = "urn:pulumi:bench::bench::pulumi:providers:aws::default";
  const provider = world.providerFactory()({ package: "aws", version: "7.48.0", urn });
  await provider.configure(urn, { region: "us-east-1" });
  const create = async (type, name, news) => {
    const one = { urn: `urn:pulumi:bench::bench::${type}::${name}`, type, name };
    const randomSeed = new Uint8Array(32);
    const { inputs, failures } = await provider.check({ ...one, olds: {}, news, randomSeed });
    if (failures.length > 0) throw new Error(failures[0].reason);
    return provider.create({ ...one, properties: inputs, preview: false, timeout: 0 });
  };
  return { world, create };
}

/** The simulated EC2 itself, without a provider: what moto is beside boto3. */
async function openEc2() {
  const { findModel } = require(path.join(root, "dist", "simulator", "services", "registry.js"));
  const world = await openWorld({ quotas: { subnetsPerVpc: 4096 } });
  const scope = world.scope({ account: "000000000001", region: "us-east-1" });
  const vpc = findModel(types.vpc);
  const subnet = findModel(types.subnet);
  const own = (name) => ({ urn: name, name });
  const vpcId = await world.perform(() =>
    vpc.create(scope, { cidrBlock: "10.0.0.0/16", tagsAll: {} }, own("vpc")),
  );
  return {
    createSubnet: (index) => {
      const cidrBlock = `10.0.${index >> 4}.${(index % 16) * 16}/28`;
      const args = { vpcId, cidrBlock, availabilityZone: "us-east-1a" };
      return world.perform(() => subnet.create(scope, { ...args, tagsAll: {} }, own(`s${index}`)));
    },
    describeSubnet: (id) => world.store.peek(() => subnet.read(scope, id, {})),
  };
}

const makeVpc = async (stack, index) =>
  (await stack.create(types.vpc, `vpc${index}`, { cidrBlock: `10.${index}.0.0/16` })).id;

const makeSubnet = (stack, vpc, index, vpcId) =>
  stack.create(types.subnet, `s${vpc}-${index}`, {
    vpcId,
    cidrBlock: `10.${vpc}.${index}.0/24`,
    availabilityZone: "us-east-1a",
  });

module.exports = { openEc2, openStack, makeVpc, makeSubnet };
