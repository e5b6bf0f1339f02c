/**
 * The IPv4 blocks of a VPC, and which of them AWS lets stand together.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
import { parseCidrBlock, type CidrBlock } from "./cidrBlock";
import { parsed, refused, type Issue, type Parsed } from "./parsed";

const LARGEST = 16;
const SMALLEST = 28;

/** By the range that the first block is in (the last entry for any other): what may not be added. */
const RESTRICTED: readonly { range: string | undefined; refused: readonly string[] }[] = [
  { range: "10.0.0.0/8", refused: ["172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"] },
  {
    range: "172.16.0.0/12",
    refused: ["10.0.0.0/8", "172.31.0.0/16", "192.168.0.0/16", "198.19.0.0/16"],
  },
  { range: "192.168.0.0/16", refused: ["10.0.0.0/8", "172.16.0.0/12", "198.19.0.0/16"] },
  { range: "198.19.0.0/16", refused: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] },
  {
    range: undefined,
    refused: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"],
  },
];
/** Never in a VPC: the addresses of a link. */
const LINK_LOCAL = "169.254.0.0/16";
/** Which a VPC that has a block in 10.0.0.0/15 may not be given. */
const LOWEST = { having: "10.0.0.0/15", refused: "10.0.0.0/16" };

interface VpcBlocks {
  /** Undefined where it could not be read. */
  readonly primary: CidrBlock | undefined;
  readonly secondary: readonly CidrBlock[];
}

export function readVpcBlocks(
  cidrBlock: string,
  secondaryCidrBlocks: readonly string[],
  issues: Issue[],
): VpcBlocks {
  const first = readVpcBlock(cidrBlock);
  if (!first.ok) issues.push({ propertyPath: "cidrBlock", reason: first.reason });
  const primary = first.ok ? first.value : undefined;
  const secondary: CidrBlock[] = [];
  secondaryCidrBlocks.forEach((text, index) => {
    const block = readVpcBlock(text);
    const reason = block.ok ? refuseBeside(block.value, primary, secondary) : block.reason;
    if (reason !== undefined) {
      issues.push({ propertyPath: `secondaryCidrBlocks[${index}]`, reason });
    } else if (block.ok) secondary.push(block.value);
  });
  return { primary, secondary };
}

function readVpcBlock(text: string): Parsed<CidrBlock> {
  const block = parseCidrBlock(text);
  if (!block.ok) return block;
  const { family, prefixLength } = block.value;
  if (family !== 4) return refused(`must be an IPv4 block, got "${text}"`);
  if (prefixLength >= LARGEST && prefixLength <= SMALLEST) return parsed(block.value);
  return refused(
    `must be /16 to /28, got "${text}"; AWS allows no ${prefixLength < LARGEST ? "larger" : "smaller"} VPC block`,
  );
}

function refuseBeside(
  block: CidrBlock,
  primary: CidrBlock | undefined,
  before: readonly CidrBlock[],
): string | undefined {
  const got = `got "${block.toString()}"`;
  const taken = [...(primary ? [primary] : []), ...before].find((one) => one.overlaps(block));
  if (taken) return `must not overlap the VPC's ${taken.toString()}, ${got}`;
  if (within(LINK_LOCAL).overlaps(block)) return `must not lie in ${LINK_LOCAL}, ${got}`;
  if (primary === undefined) return undefined;
  const { range, refused: ranges } = rulesFor(primary);
  const isLow = [primary, ...before].some((one) => within(LOWEST.having).contains(one));
  if (isLow && within(LOWEST.refused).overlaps(block)) {
    return `must not lie in ${LOWEST.refused} in a VPC with a block in ${LOWEST.having}, ${got}; make it the VPC's first block (cidrBlock) or use another`;
  }
  const restricted = ranges.find((one) => within(one).overlaps(block));
  if (restricted === undefined) return undefined;
  const remedy =
    range === undefined
      ? "use another public range, or 100.64.0.0/10"
      : `use ${range}, 100.64.0.0/10 or a public range`;
  return `must not lie in ${restricted} beside the first block ${primary.toString()}, ${got}; AWS does not mix these ranges: ${remedy}`;
}

function rulesFor(primary: CidrBlock): (typeof RESTRICTED)[number] {
  const found = RESTRICTED.find(
    ({ range }) => range === undefined || within(range).overlaps(primary),
  );
  return found ?? { range: undefined, refused: [] };
}

function within(text: string): CidrBlock {
  const block = parseCidrBlock(text);
  if (!block.ok) throw new TypeError(block.reason);
  return block.value;
}
