export { DatabaseAvailability } from "./postgresDatabaseArgs";
export type { PostgresDatabaseArgs } from "./postgresDatabaseArgs";
export { PostgresDatabase } from "./postgresDatabase";
export { CacheEngine } from "./redisCacheArgs";
export type { RedisCacheArgs } from "./redisCacheArgs";
export { RedisCache } from "./redisCache";
export { PrivateBucket } from "./privateBucket";
export type { BucketLifecycle, LoadBalancerLogs, PrivateBucketArgs } from "./privateBucketArgs";
