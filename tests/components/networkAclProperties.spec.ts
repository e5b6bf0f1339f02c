/**
 * Whole ACLs against an oracle that knows no denies and no rule numbers: it says what the flows mean
 * (the most specific peer that has flows of its own decides), and AWS's own evaluation of the rules
 * made must agree on every packet.
 */
import { expect } from "chai";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import * as net from "../../components";
import { planNetworkAcls } from "../../components/security/networkAclsPlan";
import { passes, type Packet } from "./aclOracle";
import { SITE } from "./site";
import { runs } from "../support/propertyRuns";

/** Nested on purpose: 10.0.0.0/24 < public's 10.0.0.0/23 < vpc < 10.0.0.0/8 < internet. */
const PEERS = [
  "internet",
  "vpc",
  "public",
  "10.0.0.0/24",
  "10.0.0.128/25",
  "10.0.0.0/8",
  "10.9.0.0/16",
];
const BLOCKS: Record<string, string[]> = {
  internet: ["0.0.0.0/0"],
  vpc: ["10.0.0.0/16"],
  public: ["10.0.0.0/23", "10.0.2.0/24"],
  private: ["10.0.3.0/24", "10.0.4.0/23"],
};
const PORTS = [22, 443, 1023, 1024, 5432, 32768, 60999, 61000, 65535];
const ADDRESSES = [
  "10.0.0.1",
  "10.0.0.200",
  "10.0.1.1",
  "10.0.2.1",
  "10.0.3.1",
  "10.0.9.9",
  "10.9.0.1",
  "10.8.0.1",
  "52.1.1.1",
];

const flow = fc.record({
  peer: fc.constantFrom(...PEERS),
  inward: fc.boolean(),
  ports: fc.uniqueArray(fc.constantFrom("tcp/22", "tcp/443", "tcp/1024-5432", "udp/443", "icmp"), {
    minLength: 1,
    maxLength: 2,
  }),
  clients: fc.constantFrom(net.NetworkAclClients.Linux, net.NetworkAclClients.Any),
});

interface Meant {
  readonly direction: Packet["direction"];
  readonly block: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** What one flow lets across the private tier's edge, said as plainly as possible. */
function meanings({ peer, inward, ports, clients }: Generated): Meant[] {
  const [low, high] = clients === net.NetworkAclClients.Linux ? [32768, 60999] : [1024, 65535];
  return ports.flatMap((text) => {
    const [protocol = "", range = "0-0"] = text.split("/");
    const [from = 0, to = from] = range.split("-").map(Number);
    const reply = protocol === "icmp" ? { from: 0, to: 0 } : { from: low, to: high };
    return (BLOCKS[peer] ?? [peer]).flatMap((block) => {
      const open = { block, protocol, from, to };
      const back = { block, protocol, ...reply };
      const both: Meant[] = [
        { direction: inward ? "ingress" : "egress", ...open },
        { direction: inward ? "egress" : "ingress", ...back },
      ];
      return both;
    });
  });
}

type Generated = typeof flow extends fc.Arbitrary<infer T> ? T : never;

function inside(address: string, block: string): boolean {
  const [network, prefix] = ipaddr.IPv4.parseCIDR(block);
  return ipaddr.IPv4.parse(address).match(network, prefix);
}

function meant(all: readonly Meant[], packet: Packet): boolean {
  const near = all.filter(
    (one) => one.direction === packet.direction && inside(packet.peer, one.block),
  );
  const longest = Math.max(...near.map(({ block }) => Number(block.split("/")[1])));
  return near.some(
    (one) =>
      Number(one.block.split("/")[1]) === longest &&
      one.protocol === packet.protocol &&
      one.from <= packet.port &&
      packet.port <= one.to,
  );
}

/** A flow with `vpc` is one with the private tier itself as well, seen from its other end. */
function everyMeaning(generated: readonly Generated[]): Meant[] {
  const mirrored = generated
    .filter(({ peer }) => peer === "vpc")
    .map((one) => ({ ...one, peer: "private", inward: !one.inward }));
  return [...generated, ...mirrored].flatMap(meanings);
}

type Planned = Parameters<typeof planNetworkAcls>[0];

/** What the plan lets pass is what `expected` says, for every packet of a grid. */
function checkEveryPacket(args: Planned, expected: (packet: Packet) => boolean): void {
  const plan = planNetworkAcls({ ...args, tiers: ["private"] }, SITE);
  // Too many rules for AWS is an answer too.
  fc.pre(plan.issues.length === 0);
  const rules = plan.rules.map((rule) => ({
    networkAclId: "NetworkAcl main-private",
    egress: rule.direction === "egress",
    ruleNumber: rule.ruleNumber,
    ruleAction: rule.action,
    protocol: rule.traffic.protocol,
    cidrBlock: rule.block.toString(),
    ...("ports" in rule.traffic
      ? { fromPort: rule.traffic.ports.from, toPort: rule.traffic.ports.to }
      : {}),
  }));
  for (const direction of ["ingress", "egress"] as const) {
    for (const protocol of ["tcp", "udp", "icmp"] as const) {
      for (const peer of ADDRESSES) {
        for (const port of protocol === "icmp" ? [0] : PORTS) {
          const packet = { acl: "private", direction, peer, protocol, port };
          const shown = `${direction} ${protocol}/${port} ${peer}`;
          expect(`${shown} ${passes(rules, "main", packet)}`).to.equal(
            `${shown} ${expected(packet)}`,
          );
        }
      }
    }
  }
}

const flowsOf = (generated: readonly Generated[]) =>
  generated.map(({ peer, inward, ports, clients }) => ({
    source: inward ? peer : "private",
    destination: inward ? "private" : peer,
    ports,
    clients,
  }));

/** The same, as a security group's: `app` stands in the private tier, `edge` in the public one. */
const groupFlowsOf = (generated: readonly Generated[]) =>
  generated.map(({ peer, inward, ports }) => {
    const other = peer === "public" ? "edge" : peer;
    return inward
      ? { source: other, destination: "app", ports }
      : { source: "app", destination: other, ports };
  });

/** Security groups take nothing from each other: what any flow allows is allowed. */
function allowedByAny(all: readonly Meant[], packet: Packet): boolean {
  return all.some(
    (one) =>
      one.direction === packet.direction &&
      inside(packet.peer, one.block) &&
      one.protocol === packet.protocol &&
      one.from <= packet.port &&
      packet.port <= one.to,
  );
}

describe("network ACLs, whatever the flows", () => {
  it("pass exactly the packets that the most specific flows allow", () => {
    fc.assert(
      fc.property(fc.array(flow, { minLength: 1, maxLength: 3 }), (generated) => {
        const all = everyMeaning(generated);
        checkEveryPacket({ flows: flowsOf(generated) }, (packet) => meant(all, packet));
      }),
      { numRuns: runs(300) },
    );
  });

  it("pass what any security group's flow allows, and nothing more than that and their own flows", () => {
    const list = (minLength: number) => fc.array(flow, { minLength, maxLength: 2 });
    fc.assert(
      fc.property(list(0), list(1), (own, groups) => {
        const plain = groups.map((one) => ({
          ...one,
          clients: net.NetworkAclClients.Any as const,
        }));
        const [ofOwn, ofGroups] = [everyMeaning(own), everyMeaning(plain)];
        const securityGroups = {
          flows: groupFlowsOf(plain),
          tiers: { app: ["private"], edge: ["public"] },
        };
        checkEveryPacket(
          { flows: flowsOf(own), securityGroups },
          (packet) => meant(ofOwn, packet) || allowedByAny(ofGroups, packet),
        );
      }),
      { numRuns: runs(300) },
    );
  });
});
