/** A sound network, with what it is for: what faults are sown in. */
import { readIntentFile, type Intent } from "../../../../analysis/intents";
import type { InterfaceKind, Network, NetworkInterface } from "../../../../analysis/model/network";
import { sketch } from "../../oracles/sketch/read";

export interface Base {
  readonly name: string;
  load(): Promise<Loaded>;
}

export interface Loaded {
  readonly network: Network;
  readonly intents: readonly Intent[];
}

export interface Drawing {
  readonly name: string;
  /** A sketch. Subnets are `<tier>-<zone>` or `<vpc>-<tier>-<zone>`, interfaces `<owner>-<zone>`. */
  readonly network: string;
  /** What an owner is; an instance where it is not said. */
  readonly kinds: Readonly<Record<string, InterfaceKind>>;
  /** The list of an intent file. */
  readonly intents: string;
}

/** @throws Error where the intents are not what an intent file has */
export function drawnBase({ name, network, kinds, intents }: Drawing): Base {
  return {
    name,
    load: () => {
      const read = readIntentFile(name, `intents:\n${intents}`);
      if (read.issues.length > 0)
        throw new Error(`${name}: ${JSON.stringify(read.issues, undefined, 1)}`);
      return Promise.resolve({ network: named(sketch(network), kinds), intents: read.intents });
    },
  };
}

/** What the names of a sketch's parts say: tiers, owners, kinds, and what stands behind an endpoint. */
function named(network: Network, kinds: Drawing["kinds"]): Network {
  const networkInterfaces = network.networkInterfaces.map((one): NetworkInterface => {
    const owner = withoutZone(one.key);
    const behind = network.vpcEndpoints.find(({ key }) => key === owner);
    return {
      ...one,
      owner,
      kind: behind === undefined ? (kinds[owner] ?? "instance") : "endpoint",
      ...(behind === undefined ? {} : { endpoint: owner }),
    };
  });
  const carried = new Set(networkInterfaces.flatMap(({ securityGroups }) => securityGroups));
  const used = new Set([
    ...network.subnets.flatMap(({ networkAcl, routeTable }) => [networkAcl, routeTable]),
    ...network.natGateways.flatMap(({ routeTable }) => routeTable ?? []),
  ]);
  return {
    ...network,
    networkInterfaces,
    subnets: network.subnets.map((subnet) => {
      const tier = withoutZone(subnet.key).split("-").at(-1) ?? "";
      return { ...subnet, tier, tags: { Type: tier } };
    }),
    vpcEndpoints: network.vpcEndpoints.map((endpoint) => {
      const own = networkInterfaces.filter((one) => one.endpoint === endpoint.key);
      if (own.length === 0) {
        const tables = network.routeTables.filter(({ routes }) =>
          routes.some(({ target }) => target.key === endpoint.key),
        );
        return { ...endpoint, routeTables: tables.map(({ key }) => key) };
      }
      return {
        ...endpoint,
        endpointType: "Interface" as const,
        privateDns: true,
        subnets: own.map(({ subnet }) => subnet),
        securityGroups: [...new Set(own.flatMap(({ securityGroups }) => securityGroups))],
      };
    }),
    // What a sketch gives every VPC, where nothing goes by it.
    securityGroups: network.securityGroups.filter(
      ({ key }) => !key.endsWith(".open") || carried.has(key),
    ),
    networkAcls: network.networkAcls.filter((one) => !one.default || used.has(one.key)),
  };
}

const withoutZone = (key: string): string => key.slice(0, key.lastIndexOf("-"));
