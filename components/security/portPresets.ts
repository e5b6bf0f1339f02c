/**
 * Names for the ports that services listen on by default. A name is another spelling and nothing
 * else: rules are named, numbered and compared by the traffic that it stands for, so writing
 * `tcp/443` for `https` changes nothing that is deployed.
 *
 * https://www.iana.org/assignments/service-names-port-numbers
 */
import { parseTraffic, type Issue, type Traffic } from "../../net";

/** What a service listens on unless it is told otherwise. Given wherever `ports` are. */
export enum PortPreset {
  /** TCP 5671: RabbitMQ and Amazon MQ with TLS. */
  Amqps = "amqps",
  /** TCP 9142: Amazon Keyspaces, with TLS. */
  Cassandra = "cassandra",
  /** TCP and UDP 53. The Amazon resolver is never filtered and needs no rule. */
  Dns = "dns",
  /** TCP 80, in the clear. */
  Http = "http",
  /** TCP 443. */
  Https = "https",
  /** TCP 9098: Amazon MSK with IAM. */
  KafkaIam = "kafka-iam",
  /** TCP 9096: Amazon MSK with SASL/SCRAM. */
  KafkaSasl = "kafka-sasl",
  /** TCP 9094: Kafka and Amazon MSK with TLS. */
  KafkaTls = "kafka-tls",
  /** TCP 636. */
  Ldaps = "ldaps",
  /** TCP 11211: Memcached and Amazon ElastiCache. */
  Memcached = "memcached",
  /** TCP 27017: MongoDB and Amazon DocumentDB. */
  Mongodb = "mongodb",
  /** TCP 8883: MQTT with TLS. */
  Mqtts = "mqtts",
  /** TCP 1433: Microsoft SQL Server. */
  Mssql = "mssql",
  /** TCP 3306: MySQL, MariaDB and Amazon Aurora. */
  Mysql = "mysql",
  /** TCP 8182: Amazon Neptune. */
  Neptune = "neptune",
  /** TCP 2049: NFS 4 and Amazon EFS. */
  Nfs = "nfs",
  /** UDP 123. Amazon Time Sync is never filtered and needs no rule. */
  Ntp = "ntp",
  /** TCP 1521: Oracle Database. */
  Oracle = "oracle",
  /** TCP 5432: PostgreSQL and Amazon Aurora. */
  Postgres = "postgres",
  /** TCP 3389: Remote Desktop. */
  Rdp = "rdp",
  /** TCP 6379: Redis, Valkey and Amazon ElastiCache. */
  Redis = "redis",
  /** TCP 5439: Amazon Redshift. */
  Redshift = "redshift",
  /** TCP 445: SMB and Amazon FSx. */
  Smb = "smb",
  /** TCP 587: mail submission, Amazon SES. AWS blocks TCP 25 from instances. */
  SmtpSubmission = "smtp-submission",
  /** TCP 22. */
  Ssh = "ssh",
}

const TRAFFIC: Readonly<Record<PortPreset, readonly string[]>> = {
  [PortPreset.Amqps]: ["tcp/5671"],
  [PortPreset.Cassandra]: ["tcp/9142"],
  [PortPreset.Dns]: ["tcp/53", "udp/53"],
  [PortPreset.Http]: ["tcp/80"],
  [PortPreset.Https]: ["tcp/443"],
  [PortPreset.KafkaIam]: ["tcp/9098"],
  [PortPreset.KafkaSasl]: ["tcp/9096"],
  [PortPreset.KafkaTls]: ["tcp/9094"],
  [PortPreset.Ldaps]: ["tcp/636"],
  [PortPreset.Memcached]: ["tcp/11211"],
  [PortPreset.Mongodb]: ["tcp/27017"],
  [PortPreset.Mqtts]: ["tcp/8883"],
  [PortPreset.Mssql]: ["tcp/1433"],
  [PortPreset.Mysql]: ["tcp/3306"],
  [PortPreset.Neptune]: ["tcp/8182"],
  [PortPreset.Nfs]: ["tcp/2049"],
  [PortPreset.Ntp]: ["udp/123"],
  [PortPreset.Oracle]: ["tcp/1521"],
  [PortPreset.Postgres]: ["tcp/5432"],
  [PortPreset.Rdp]: ["tcp/3389"],
  [PortPreset.Redis]: ["tcp/6379"],
  [PortPreset.Redshift]: ["tcp/5439"],
  [PortPreset.Smb]: ["tcp/445"],
  [PortPreset.SmtpSubmission]: ["tcp/587"],
  [PortPreset.Ssh]: ["tcp/22"],
};

/** The traffic that a flow's `ports` stand for, and what in them stands for nothing. */
export function readPorts(
  ports: readonly string[],
  propertyPath: string,
): { traffic: Traffic[]; issues: Issue[] } {
  if (ports.length === 0) {
    return {
      traffic: [],
      issues: [{ propertyPath, reason: 'must list traffic such as "tcp/443"' }],
    };
  }
  const read = ports.map((text, index) => readPort(text, `${propertyPath}[${index}]`));
  return {
    traffic: read.flatMap(({ traffic }) => traffic),
    issues: read.flatMap(({ issues }) => issues),
  };
}

function readPort(text: string, propertyPath: string): { traffic: Traffic[]; issues: Issue[] } {
  const read = (isPreset(text) ? TRAFFIC[text] : [text]).map(parseTraffic);
  return {
    traffic: read.flatMap((one) => (one.ok ? [one.value] : [])),
    issues: read.flatMap((one) =>
      one.ok ? [] : [{ propertyPath, reason: withPresets(one.reason, text) }],
    ),
  };
}

function isPreset(text: string): text is PortPreset {
  return Object.hasOwn(TRAFFIC, text);
}

/** A word without a port was meant to be a name. */
function withPresets(reason: string, text: string): string {
  if (!/^[a-z][a-z-]*$/i.test(text) || /^(tcp|udp)$/i.test(text)) return reason;
  return `${reason}; or a name of PortPreset: ${Object.values(PortPreset).join(", ")}`;
}
