/**
 * Engines, versions and families, as of November 2025.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
 */
import { compareVersions } from "../rds/engines";

interface Engine {
  readonly port: number;
  /** As they are asked for. */
  readonly versions: readonly string[];
  /** Made where none is asked for. */
  readonly standard: string;
}

const engines: Readonly<Record<string, Engine>> = {
  redis: {
    port: 6379,
    versions: [
      "3.2.6",
      "3.2.10",
      "4.0.10",
      "5.0.0",
      "5.0.3",
      "5.0.4",
      "5.0.5",
      "5.0.6",
      "6.0",
      "6.2",
      "7.0",
      "7.1",
    ],
    standard: "7.1",
  },
  valkey: { port: 6379, versions: ["7.2", "8.0", "8.1", "8.2"], standard: "8.2" },
  memcached: {
    port: 11_211,
    versions: ["1.4.34", "1.5.10", "1.5.16", "1.6.6", "1.6.12", "1.6.17", "1.6.22"],
    standard: "1.6.22",
  },
};

export const portOf = (engine: string): number => engines[engine]?.port ?? 0;

export const standardOf = (engine: string): string => engines[engine]?.standard ?? "";

/** Newer ones than the table's are taken for made since. */
export function isVersion(engine: string, version: string): boolean {
  const { versions = [], standard = "" } = engines[engine] ?? {};
  const isNewer = compareVersions(version, standard) > 0;
  const isNear = version.split(".")[0] === standard.split(".")[0];
  return versions.includes(version) || (isNewer && isNear) || version === "6.x";
}

/** `redis7`, `redis6.x`, `valkey8`, `memcached1.6`. */
export function familyOf(engine: string, version: string): string {
  const [major = "", minor = ""] = version.split(".");
  if (engine === "valkey" || (engine === "redis" && Number(major) >= 7)) return `${engine}${major}`;
  if (engine === "redis" && major === "6") return "redis6.x";
  return `${engine}${major}.${minor}`;
}

export const families: readonly string[] = [
  ...new Set(
    Object.entries(engines).flatMap(([engine, { versions }]) =>
      versions.map((version) => familyOf(engine, version)),
    ),
  ),
];

/** The whole version: `7.1` is 7.1.0. */
export const wholeVersion = (version: string): string =>
  /^\d+\.\d+$/.test(version) ? `${version}.0` : version;

const nodeFamilies = "t3 t4g m5 m6g m7g r5 r6g r6gd r7g c7gn".split(" ");
const nodeSizes = /^(micro|small|medium|large|(2|4|8|12|16|24)?xlarge)$/;

/** `cache.t4g.micro` */
export function isNodeType(name: string): boolean {
  const [, family = "", size = ""] = /^cache\.([^.]+)\.(.+)$/.exec(name) ?? [];
  const isSmall = /^(micro|small|medium)$/.test(size);
  return (
    nodeFamilies.includes(family) && nodeSizes.test(size) && isSmall === family.startsWith("t")
  );
}
