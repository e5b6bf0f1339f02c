/**
 * The layout of terraform-aws-vpc's examples, which give each tier a list by Terraform's `cidrsubnet`.
 * https://developer.hashicorp.com/terraform/language/functions/cidrsubnet
 */
import { readBlock, type PublishedLayoutArgs, type TierLayout } from "./layout";

export interface TerraformLayoutArgs extends PublishedLayoutArgs {
  /** By how many bits a subnet's prefix is longer than the block's. */
  newBits: number;
  /** The number of the first zone's subnet; the others' follow. */
  netNum: number;
}

/** `[for k, v in local.azs : cidrsubnet(cidrBlock, newBits, k + netNum)]`, by zone. */
export function terraform(args: TerraformLayoutArgs): TierLayout {
  const { availabilityZoneNames, newBits, netNum } = args;
  const vpc = readBlock(args.cidrBlock);
  const prefixLength = vpc.prefixLength + newBits;
  if (!Number.isInteger(newBits) || newBits < 0 || prefixLength > 32) {
    throw new RangeError(
      `newBits: must be between 0 and ${32 - vpc.prefixLength} for ${args.cidrBlock}, got ${newBits}`,
    );
  }
  const last = netNum + availabilityZoneNames.length - 1;
  if (!Number.isInteger(netNum) || netNum < 0 || last >= 2 ** newBits) {
    throw new RangeError(
      `netNum: must leave numbers for ${availabilityZoneNames.length} zones below ${2 ** newBits}, got ${netNum}`,
    );
  }
  return Object.fromEntries(
    availabilityZoneNames.map((zone, index) => [
      zone,
      vpc.part(prefixLength, netNum + index).toString(),
    ]),
  );
}
