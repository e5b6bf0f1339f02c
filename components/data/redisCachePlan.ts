/** What `RedisCache` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseValue } from "../network";
import { dataTier, refuseGroups, refuseTier } from "./dataNetwork";
import { refuseRange } from "./postgresDatabasePlan";
import { CacheEngine, type RedisCacheArgs } from "./redisCacheArgs";

export interface RedisCachePlan {
  readonly tier: string;
  readonly engine: CacheEngine;
  readonly engineVersion: string;
  /** The family of parameter groups: `valkey8`. */
  readonly family: string;
  readonly replicas: number;
  readonly snapshotRetentionInDays: number;
  readonly issues: readonly Issue[];
}

/** The newest of each, and those from which on encryption in transit is changed without a new cache. */
const VERSIONS = {
  [CacheEngine.Valkey]: { newest: "8.2", oldest: 7 },
  [CacheEngine.Redis]: { newest: "7.1", oldest: 7 },
} as const;

export function planRedisCache(args: RedisCacheArgs): RedisCachePlan {
  const tier = dataTier(args);
  const engine = args.engine ?? CacheEngine.Valkey;
  const known = Object.values(CacheEngine).includes(engine) ? engine : CacheEngine.Valkey;
  const engineVersion = args.engineVersion ?? VERSIONS[known].newest;
  const replicas = args.replicas ?? 1;
  return {
    tier,
    engine,
    engineVersion,
    family: `${engine}${engineVersion.split(".")[0] ?? ""}`,
    replicas,
    snapshotRetentionInDays: args.snapshotRetentionInDays ?? 1,
    issues: [
      ...refuseTier(args, tier, {
        zones: replicas > 0 ? 2 : 1,
        because: "copies stand in another zone than the primary",
      }),
      ...refuseValue("engine", CacheEngine, engine),
      ...refuseVersion(known, engineVersion),
      ...refuseRange("replicas", args.replicas, [0, 5], "ElastiCache has no more to a primary"),
      ...refuseRange(
        "snapshotRetentionInDays",
        args.snapshotRetentionInDays,
        [0, 35],
        "ElastiCache keeps them no longer",
      ),
      ...refuseGroups(args),
    ],
  };
}

function refuseVersion(engine: CacheEngine, version: string): Issue[] {
  const { newest, oldest } = VERSIONS[engine];
  const [, major] = /^(\d+)\.\d+$/.exec(version) ?? [];
  if (major !== undefined && Number(major) >= oldest) return [];
  const reason = `must be a version of ${engine} from ${oldest}.0 on, such as ${newest}, got "${version}"`;
  return [{ propertyPath: "engineVersion", reason }];
}
