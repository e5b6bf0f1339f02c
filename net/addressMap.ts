/** A resolved layout as a table: every address of the network once, in order, and who has it. */
import { formatAddress, type CidrBlock } from "./cidrBlock";
import { coverWithout } from "./cidrCover";
import type { SubnetLayout } from "./subnetLayout";

interface Row {
  readonly block: CidrBlock;
  readonly tier: string;
  readonly zone: string;
}

type Resolved = Pick<SubnetLayout, "blocks" | "occupied" | "tiers">;

/**
 * One line a block, under a line for each block of the VPC:
 *
 *     10.0.0.0/16    10.0.0.0 - 10.0.255.255   65536
 *       10.0.0.0/24  10.0.0.0 - 10.0.0.255       256  public  us-east-1a
 *       10.0.2.0/24  10.0.2.0 - 10.0.2.255       256  public  (reserved)
 */
export function addressMap(layout: Resolved): string {
  const lines = layout.blocks.flatMap((vpc) => [
    cells("", { block: vpc, tier: "", zone: "" }),
    ...rowsOf(vpc, layout).map((row) => cells("  ", row)),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(0, ...lines.map((line) => (line[column] ?? "").length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === SIZE ? cell.padStart(width) : cell.padEnd(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const SIZE = 2;

function cells(indent: string, { block, tier, zone }: Row): string[] {
  const range = `${formatAddress(4, block.first)} - ${formatAddress(4, block.last)}`;
  return [`${indent}${block.toString()}`, range, String(block.size), tier, zone];
}

function rowsOf(vpc: CidrBlock, { occupied, tiers }: Resolved): Row[] {
  const subnets = tiers.flatMap(({ name, subnets: own }) =>
    own.map(({ zone, cidrBlock }) => ({ block: cidrBlock, tier: name, zone: zone.name })),
  );
  const given = subnets.map(({ block }) => block);
  const kept = tiers.flatMap(({ name, reserved }) =>
    reserved
      .flatMap((block) => coverWithout(block, given))
      .map((block) => ({ block, tier: name, zone: "(reserved)" })),
  );
  const others = occupied.map((block) => ({ block, tier: "(occupied)", zone: "" }));
  const used = [...subnets, ...kept, ...others].filter(({ block }) => vpc.contains(block));
  const free = coverWithout(
    vpc,
    used.map(({ block }) => block),
  ).map((block) => ({ block, tier: "(free)", zone: "" }));
  return [...used, ...free].sort((a, b) => (a.block.first < b.block.first ? -1 : 1));
}
