import { expect } from "chai";
import { readIntentFile, judgeIntents, type Verdict } from "../../../analysis/intents";
import { compileNetwork } from "../../../analysis/reachability";
import { sketch } from "../oracles/sketch/read";

const SITE = `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public-a 10.0.0.0/24 vpc=v table=out zone=a
  subnet public-b 10.0.1.0/24 vpc=v table=out zone=b
  subnet private-a 10.0.2.0/24 vpc=v table=by-nat zone=a
  subnet private-b 10.0.3.0/24 vpc=v table=by-nat zone=b
  table out vpc=v
    0.0.0.0/0 igw:gw
  table by-nat vpc=v
    0.0.0.0/0 nat:n
    list:s3 endpoint:to-s3
  nat n vpc=v in=public-a public address ipv4=10.0.0.9
  list s3 service=s3 52.216.0.0/16
  endpoint to-s3 vpc=v service=s3
  group web vpc=v
    in tcp/443 0.0.0.0/0
    out tcp/5432 group:data
  group app vpc=v
    out tcp/443 0.0.0.0/0
    out tcp/5432 group:data
  group data vpc=v
    in tcp/5432 group:app
    in tcp/5432 group:web
  interface lb in=public-a ipv4=10.0.0.20 groups=web public
  interface app-a in=private-a ipv4=10.0.2.20 groups=app
  interface app-b in=private-b ipv4=10.0.3.20 groups=app
  interface db in=private-a ipv4=10.0.2.30 groups=data`;

function judge(network: string, ...intents: readonly string[]): Verdict[] {
  const text = `intents:\n${intents.map((one) => `  - {${one}}`).join("\n")}`;
  const read = readIntentFile("intents.yaml", text);
  expect(read.issues).to.deep.equal([]);
  return judgeIntents(read.intents, compileNetwork(sketch(network)));
}

/** Status and sentence. */
function said(network: string, intent: string): string {
  const [verdict] = judge(network, intent);
  return verdict === undefined ? "" : `${verdict.status}: ${verdict.sentence}`;
}

const without = (line: RegExp): string => {
  const left = SITE.replace(line, "");
  expect(left).to.not.equal(SITE);
  return left;
};

describe("Intents", () => {
  const holding = [
    "source: internet, expect: reach, destination: lb, ports: [tcp/443]",
    "source: internet, expect: reachOnly, destination: lb, ports: [tcp/443]",
    "source: app, expect: reach, destination: data, ports: [tcp/5432]",
    "source: app, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway",
    "source: app, expect: reach, destination: 'service:s3', via: gatewayEndpoint",
    "source: app, expect: neverReach, destination: 'service:s3', via: natGateway",
    "source: internet, expect: neverReach, destination: data",
    "source: data, expect: neverReach, destination: internet",
    "source: any, expect: neverReach, destination: data, ports: [tcp/22]",
    "source: 10.0.2.30/32, expect: neverReach, destination: lb",
    "source: app, expect: reach, destination: 93.184.216.0/24, ports: [tcp/443]",
  ];
  for (const intent of holding)
    it(`hold: ${intent}`, () => {
      expect(said(SITE, intent)).to.equal("holds: holds");
    });

  const failing: readonly [string, string, string][] = [
    [
      without(/\n {4}0.0.0.0\/0 nat:n/),
      "source: app, expect: reach, destination: internet, ports: [tcp/443]",
      "fails: tcp/443 from app-a to the internet is stopped: table by-nat has no route for it (and 1 more like it)",
    ],
    [
      SITE.replace("public address", "public"),
      "source: app, expect: reach, destination: internet, ports: [tcp/443]",
      "fails: tcp/443 from app-a to the internet is stopped: NAT n lets nothing out without a public IPv4 address (and 1 more like it)",
    ],
    [
      without(/\n {4}list:s3 endpoint:to-s3/),
      "source: app, expect: reach, destination: 'service:s3', via: gatewayEndpoint",
      "fails: tcp/443 from app-a to service s3 does not go by a gateway endpoint (and 1 more like it)",
    ],
    [
      SITE.replace("in tcp/5432 group:web", "in tcp/22 0.0.0.0/0").replace(
        "groups=data",
        "groups=data public",
      ),
      "source: internet, expect: neverReach, destination: data",
      "holds: holds", // its table has no way back: a packet gets in, no connection is made
    ],
    [
      SITE,
      "source: app, expect: reachOnly, destination: internet, ports: [udp/123]",
      "fails: udp/123 from app-a to the internet is stopped: group app has no rule that lets it out (and 3 more like it)",
    ],
    [
      SITE,
      "source: web, expect: neverReach, destination: data",
      "fails: tcp/5432 from lb to db gets through",
    ],
    [
      SITE,
      "source: nobody, expect: neverReach, destination: data",
      "vacuous: its source matches no network interface",
    ],
  ];
  for (const [network, intent, sentence] of failing)
    it(sentence, () => {
      expect(said(network, intent)).to.equal(sentence);
    });

  it("ask of a block of the internet by the family that it has", () => {
    const network = `
      vpc v 10.0.0.0/16 2600:1f18:0:1200::/56
      igw gw vpc=v
      subnet public 10.0.0.0/24 2600:1f18:0:1200::/64 vpc=v table=out zone=a
      table out vpc=v
        ::/0 igw:gw
      group web vpc=v
        in tcp/443 0.0.0.0/0
        in tcp/443 ::/0
      interface lb in=public ipv4=10.0.0.20 ipv6=2600:1f18:0:1200::20 groups=web public`;
    const from = (block: string, site = network) =>
      said(site, `source: '${block}', expect: reach, destination: lb, ports: [tcp/443]`);
    expect(from("2a00:1450::/32")).to.equal("holds: holds");
    expect(from("93.184.0.0/16")).to.match(
      /^fails: the reply of tcp\/443 from the internet to lb is stopped/,
    );
    const shut = network.replace("in tcp/443 ::/0", "");
    expect(from("2a00:1450::/32", shut)).to.match(/^fails: tcp\/443 .* is stopped/);
  });

  it("show a packet, the component that decides, and the path to it", () => {
    const [verdict] = judge(
      without(/\n {4}0.0.0.0\/0 igw:gw/),
      "source: app, expect: reach, destination: internet, ports: [tcp/443]",
    );
    const [evidence] = verdict?.evidence ?? [];
    expect(evidence?.code).to.equal("NO_ROUTE_TO_DESTINATION");
    expect(evidence?.component?.key).to.equal("out");
    expect(evidence?.packet).to.deep.equal({
      source: "10.0.2.20",
      destination: "198.51.100.1",
      traffic: "tcp/443",
      sourcePort: 32768,
    });
    expect(evidence?.path.map(({ name, note }) => `${name} ${note ?? ""}`.trim())).to.deep.equal([
      "v.acl egress",
      "by-nat 0.0.0.0/0 → n",
      "v.acl ingress",
      "n NAT",
    ]);
  });

  it("tell of one zone that is enough, and of one that is gone", () => {
    const closed = SITE.replace(
      "private-b 10.0.3.0/24 vpc=v table=by-nat",
      "private-b 10.0.3.0/24 vpc=v",
    );
    const reach = "source: app, expect: reach, destination: internet, ports: [tcp/443]";
    expect(said(closed, reach)).to.match(/^fails: tcp\/443 from app-b/);
    expect(said(closed, `${reach}, everyAvailabilityZone: false`)).to.equal("holds: holds");
    expect(said(SITE, `${reach}, withoutAnyAvailabilityZone: true`)).to.equal(
      "fails: tcp/443 from app-b to the internet with a gone is stopped: table by-nat is a black hole: its target is gone",
    );
  });

  it("are undecided while what would decide them is not known", () => {
    const far = SITE.replace("0.0.0.0/0 nat:n", "0.0.0.0/0 nat:elsewhere");
    const reach = "source: app, expect: reach, destination: internet, ports: [tcp/443]";
    expect(said(far, reach)).to.equal(
      "undecided: tcp/443 from app-a to the internet: elsewhere: the NAT gateway is not given (and 1 more like it)",
    );
    const narrow = SITE.replace("ipv4=10.0.2.30 groups=data", "ipv4=? groups=data").replace(
      "in tcp/5432 group:app",
      "in tcp/5432 10.0.2.0/25",
    );
    expect(
      said(
        narrow.replace(
          "out tcp/5432 group:data\n  group data",
          "out tcp/5432 10.0.2.0/25\n  group data",
        ),
        "source: app, expect: reach, destination: data, ports: [tcp/5432], everyAvailabilityZone: false",
      ),
    ).to.match(/^undecided: .*hangs on addresses/);
  });
});
