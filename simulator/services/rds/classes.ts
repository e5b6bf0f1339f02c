/**
 * Instance classes: `db.t4g.micro`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html (November 2025)
 */
import { AwsError } from "../../errors";

const families = (
  "t3 t4g m5 m5d m6i m6id m6g m6gd m6in m6idn m7i m7g m8g m8gd " +
  "r5 r5b r5d r6i r6id r6g r6gd r6in r6idn r7i r7g r8g r8gd " +
  "x1 x1e x2g x2gd x2idn x2iedn x2iezn z1d c6gd c7gd"
).split(" ");

const sizes =
  /^(micro|small|medium|large|xlarge|(2|4|6|8|9|12|16|24|32|48)xlarge)(\.tpc\d\.mem\dx)?$/;

/** Families with disks of their own, which a Multi-AZ cluster needs. */
const withDisks = /^(c6gd|c7gd|m5d|m6gd|m6id|m6idn|m8gd|r5d|r6gd|r6id|r6idn|r8gd|x2iedn)$/;

const aurora = /^(t3|t4g|r5|r6g|r6gd|r6i|r6id|r7g|r7i|r8g|r8gd|x2g)$/;

export interface Use {
  readonly engine: string;
  /** In a Multi-AZ cluster, three copies. */
  readonly isMultiAzCluster?: boolean;
}

/** @throws AwsError for what is no class, or none of that engine. */
export function acceptClass(name: string, { engine, isMultiAzCluster = false }: Use): void {
  if (name === "db.serverless" && engine.startsWith("aurora")) return;
  const [, family = "", size = ""] = /^db\.([^.]+)\.(.+)$/.exec(name) ?? [];
  if (!families.includes(family) || !sizes.test(size) || !hasSize(family, size))
    throw new AwsError("InvalidParameterValue", `Invalid DB Instance class: ${name}`);
  if (!isFit(family, size, { engine, isMultiAzCluster }))
    throw new AwsError(
      "InvalidParameterCombination",
      `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${name}, Engine=${engine}. For supported combinations of instance class and database engine version, see the documentation.`,
    );
}

function isFit(family: string, size: string, { engine, isMultiAzCluster }: Use): boolean {
  const isGraviton = /^[a-z]+\d+g/.test(family);
  if (isGraviton && /^(oracle|sqlserver)-/.test(engine)) return false;
  if (engine.startsWith("aurora") && (!aurora.test(family) || /^(micro|small)$/.test(size)))
    return false;
  return isMultiAzCluster !== true || withDisks.test(family);
}

/** Burstable ones end where the others begin. */
function hasSize(family: string, size: string): boolean {
  const isSmall = /^(micro|small|medium)$/.test(size);
  if (family.startsWith("t")) return isSmall || /^2?x?large$/.test(size);
  return !isSmall || (size === "medium" && /^(c6gd|c7gd)$/.test(family));
}
