/** A VPC with a subnet in each of three Availability Zones, for databases and caches. */
import { type Made, type Stack, newStack, types } from "../support";

export interface DatabaseNetwork {
  readonly stack: Stack;
  readonly vpc: Made;
  readonly subnets: readonly string[];
}

export async function databaseNetwork(): Promise<DatabaseNetwork> {
  const stack = await newStack();
  const vpc = await stack.create(types.vpc, "db", {
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: true,
  });
  const subnets = await subnetsIn(stack, vpc, "10.0");
  return { stack, vpc, subnets };
}

export async function subnetsIn(stack: Stack, vpc: Made, begin: string): Promise<string[]> {
  const subnets: string[] = [];
  for (const [index, letter] of ["a", "b", "c"].entries()) {
    const args = {
      vpcId: vpc.id,
      cidrBlock: `${begin}.${index}.0/24`,
      availabilityZone: `us-east-1${letter}`,
    };
    subnets.push((await stack.create(types.subnet, `${begin}-${letter}`, args)).id);
  }
  return subnets;
}

/** The same, with a DB subnet group over all three. */
export async function aroundDatabases() {
  const network = await databaseNetwork();
  const { stack, subnets } = network;
  const group = await stack.create("aws:rds/subnetGroup:SubnetGroup", "db", { subnetIds: subnets });
  return { ...network, group };
}

export const interfaces = (stack: Stack): readonly string[] =>
  stack.world
    .list()
    .filter((one) => one.kind === "network-interface")
    .map((one) => one.id);
