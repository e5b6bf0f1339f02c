/** Who reaches whom on what, by class of interface. */
import { formatServices } from "../../net";
import type { Key, NetworkInterface } from "../model/network";
import type { Verifier } from "../reachability";
import { classSignatures, neighbours } from "./classes";
import { flow, type FlowEnd } from "./flows";
import { label } from "./labels";

export interface MatrixClass {
  readonly label: string;
  readonly interfaces: readonly Key[];
}

export interface MatrixCell {
  /** Index into `classes`, or "internet". */
  readonly from: number | "internet";
  readonly to: number | "internet";
  /** `tcp/443` and the like: on what at least one of them gets through to one of the others. */
  readonly traffic: readonly string[];
}

export interface Matrix {
  readonly classes: readonly MatrixClass[];
  /** Only where something gets through. */
  readonly cells: readonly MatrixCell[];
}

export function matrix(verifier: Verifier): Matrix {
  const classes = classesOf(verifier);
  const ends = classes.map((interfaces): FlowEnd => ({ interfaces }));
  const cells: MatrixCell[] = [];
  const ask = (from: number | "internet", to: number | "internet"): void => {
    const packets = flow(verifier, endOf(ends, from), endOf(ends, to));
    if (!packets.isEmpty)
      cells.push({ from, to, traffic: formatServices(packets.project("service")) });
  };
  const near = nearby(verifier, classes);
  for (const from of classes.keys()) {
    for (const to of near(from)) ask(from, to);
    ask(from, "internet");
    ask("internet", from);
  }
  return {
    classes: classes.map((interfaces) => ({
      label: label({ interfaces }),
      interfaces: interfaces.map(({ key }) => key),
    })),
    cells,
  };
}

const endOf = (ends: readonly FlowEnd[], at: number | "internet"): FlowEnd =>
  (at === "internet" ? undefined : ends[at]) ?? { internet: true };

function classesOf({ atlas }: Verifier): NetworkInterface[][] {
  const signatures = classSignatures(atlas);
  const found = new Map<string, NetworkInterface[]>();
  for (const one of atlas.network.networkInterfaces) {
    const signature = signatures.get(one.key) ?? one.key;
    const members = found.get(signature);
    if (members === undefined) found.set(signature, [one]);
    else members.push(one);
  }
  return [...found.values()];
}

/** The classes that a class can meet at all: those of its VPC and of VPCs joined to it. */
function nearby(
  { atlas }: Verifier,
  classes: readonly (readonly NetworkInterface[])[],
): (from: number) => number[] {
  const vpcOf = (at: number): Key => atlas.subnets.get(classes[at]?.[0]?.subnet ?? "")?.vpc ?? "";
  const byVpc = new Map<Key, number[]>();
  for (const at of classes.keys()) byVpc.set(vpcOf(at), [...(byVpc.get(vpcOf(at)) ?? []), at]);
  const joined = neighbours(atlas.network);
  return (from) => [...(joined.get(vpcOf(from)) ?? [])].flatMap((vpc) => byVpc.get(vpc) ?? []);
}
