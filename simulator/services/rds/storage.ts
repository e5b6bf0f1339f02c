/**
 * How much storage of which type, and how fast.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { number, text } from "../../values";

/** Least, in GiB; the most is 64 TiB (SQL Server: 16 TiB). */
const least: Readonly<Record<string, number>> = {
  gp2: 20,
  gp3: 20,
  io1: 100,
  io2: 100,
  standard: 5,
};

const most = (engine: string): number => (engine.startsWith("sqlserver-") ? 16_384 : 65_536);

/** From here on RDS stripes over four volumes, and speed can be asked for. */
const stripedFrom = (engine: string): number => (engine.startsWith("oracle-") ? 200 : 400);

const bad = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

/** The type asked for, else what the speed asked for means. */
export function storageTypeOf(inputs: ValueMap): string {
  return text(inputs, "storageType") ?? (number(inputs, "iops") === undefined ? "gp3" : "io1");
}

/** @param before what there is, which can only grow. */
export function acceptStorage(engine: string, inputs: ValueMap, before: Thing | undefined): void {
  const type = storageTypeOf(inputs);
  const from = least[type];
  if (from === undefined)
    throw new AwsError("InvalidParameterValue", `Invalid storage type: ${type}`);
  const size = number(inputs, "allocatedStorage");
  if (size === undefined) return;
  if (size < from || size > most(engine))
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid storage size for engine name ${engine} and storage type ${type}: ${size}`,
    );
  acceptCeiling(inputs, size);
  acceptSpeed(engine, inputs, { type, size });
  const had = before === undefined ? undefined : number(before.properties, "allocatedStorage");
  // With autoscaling, what is written down is where it began.
  const grows = number(inputs, "maxAllocatedStorage") ?? 0;
  if (had !== undefined && size < had && grows === 0)
    throw bad(`Requested storage (${size}) cannot be less than the current storage (${had})`);
}

function acceptCeiling(inputs: ValueMap, size: number): void {
  const ceiling = number(inputs, "maxAllocatedStorage") ?? 0;
  if (ceiling !== 0 && ceiling <= size)
    throw bad(`Max storage size must be greater than storage size (${ceiling}, ${size})`);
}

function acceptSpeed(
  engine: string,
  inputs: ValueMap,
  { type, size }: { readonly type: string; readonly size: number },
): void {
  const iops = number(inputs, "iops") ?? 0;
  const throughput = number(inputs, "storageThroughput") ?? 0;
  if (type.startsWith("io")) acceptProvisioned(engine, { type, size, iops, throughput });
  else if (iops !== 0 || throughput !== 0) {
    if (type !== "gp3") throw bad(`You can't specify IOPS or storage throughput for type ${type}.`);
    const isStandard = iops <= 3000 && throughput <= 125;
    if (size < stripedFrom(engine) && !isStandard)
      throw bad(
        `You can't specify IOPS or storage throughput for engine ${engine} and a storage size less than ${stripedFrom(engine)}.`,
      );
  }
}

interface Provisioned {
  readonly type: string;
  readonly size: number;
  readonly iops: number;
  readonly throughput: number;
}

function acceptProvisioned(engine: string, { type, size, iops, throughput }: Provisioned): void {
  if (iops < 1000 || iops > Math.min(256_000, size * (type === "io2" ? 1000 : 50)))
    throw bad(`Invalid iops value for engine name ${engine} and storage type ${type}: ${iops}`);
  if (throughput !== 0) throw bad(`You can't specify storage throughput for type ${type}.`);
}
