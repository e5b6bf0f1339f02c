/**
 * Instance types: which there are, what they are made of, and where they are not offered. Of January 2025.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html
 */
export type Architecture = "arm64" | "x86_64";

/** Every family, so that a slip is told from a type; only the common ones are known more closely. */
const families = new Set(
  (
    "a1 c1 c3 c4 c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex c8g c8gd c8gn d2 d3 d3en " +
    "dl1 dl2q f1 f2 g3 g3s g4ad g4dn g5 g5g g6 g6e gr6 h1 hpc6a hpc6id hpc7a hpc7g i2 i3 i3en i4g i4i i7i i7ie i8g im4gn " +
    "inf1 inf2 is4gen m1 m2 m3 m4 m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd m7i " +
    "m7i-flex m8g m8gd p2 p3 p3dn p4d p4de p5 p5e p5en r3 r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn " +
    "r6in r7a r7g r7gd r7i r7iz r8g r8gd t1 t2 t3 t3a t4g trn1 trn1n trn2 u7i-12tb vt1 x1 x1e x2gd x2idn x2iedn x2iezn " +
    "x8g z1d"
  ).split(" "),
);

/** Of the oldest generations, the only ones in the AZ use1-az3. */
const oldest = new Set([
  "c1",
  "c3",
  "c4",
  "d2",
  "i2",
  "m1",
  "m2",
  "m3",
  "m4",
  "r3",
  "r4",
  "t1",
  "t2",
  "x1",
]);

export interface InstanceType {
  readonly name: string;
  readonly family: string;
  readonly architecture: Architecture;
}

const size = /^(nano|micro|small|medium|large|xlarge|\d+xlarge|metal|metal-\d+xl)$/;

export function findInstanceType(name: string): InstanceType | undefined {
  const dot = name.lastIndexOf(".");
  const family = name.slice(0, dot);
  const which = name.slice(dot + 1);
  const isSize = isBurstable(family) ? which in burstable : size.test(which);
  if (!families.has(family) || !isSize) return undefined;
  return { name, family, architecture: architectureOf(family) };
}

const isBurstable = (family: string): boolean => /^t[234][a-z]?$/.test(family);

/** Graviton has a `g` behind the generation; `a1` was the first of them. */
const architectureOf = (family: string): Architecture =>
  family === "a1" || /^[a-z]+\d+[a-z]*g/.test(family) ? "arm64" : "x86_64";

/** use1-az3, an AZ of the oldest hardware, has nothing of the newer generations. */
export const isOfferedIn = (type: InstanceType, zoneId: string): boolean =>
  zoneId !== "use1-az3" || oldest.has(type.family);

export interface Size {
  readonly vcpus: number;
  /** MiB. */
  readonly memory: number;
}

const burstable: Readonly<Record<string, readonly [vcpus: number, gib: number]>> = {
  nano: [2, 0.5],
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
};

/** GiB a vCPU. */
const ratios: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** Of the common families only: T, and the newer ones of C, M and R. */
export function sizeOf({ name, family }: InstanceType): Size | undefined {
  const which = name.slice(family.length + 1);
  if (isBurstable(family)) {
    const [vcpus = 0, gib = 0] = burstable[which] ?? [];
    const isSingle = family === "t2" && ["nano", "micro", "small"].includes(which);
    return vcpus === 0 ? undefined : { vcpus: isSingle ? 1 : vcpus, memory: gib * 1024 };
  }
  const ratio = /^[cmr][5-8](a|g|i)?$/.test(family) ? ratios[family.charAt(0)] : undefined;
  const vcpus = vcpusOf(which);
  if (ratio === undefined || vcpus === undefined) return undefined;
  return { vcpus, memory: vcpus * ratio * 1024 };
}

function vcpusOf(which: string): number | undefined {
  if (which === "medium") return 1;
  if (which === "large") return 2;
  const times = /^(\d*)xlarge$/.exec(which)?.[1];
  return times === undefined ? undefined : 4 * Number(times === "" ? 1 : times);
}

const bigger = [
  "large",
  "xlarge",
  "2xlarge",
  "4xlarge",
  "8xlarge",
  "12xlarge",
  "16xlarge",
  "24xlarge",
];
const graviton = ["medium", ...bigger.slice(0, 7)];

/** The types that a look-up lists: those whose sizes are known. */
export const commonTypes: readonly InstanceType[] = [
  ...["t2", "t3", "t3a", "t4g"].flatMap((family) => named(family, Object.keys(burstable))),
  ...["c", "m", "r"].flatMap((letter) => [
    ...["5", "6i", "7i"].flatMap((generation) => named(`${letter}${generation}`, bigger)),
    ...["6g", "7g", "8g"].flatMap((generation) => named(`${letter}${generation}`, graviton)),
  ]),
];

function named(family: string, sizes: readonly string[]): readonly InstanceType[] {
  return sizes.map((one) => ({
    name: `${family}.${one}`,
    family,
    architecture: architectureOf(family),
  }));
}
