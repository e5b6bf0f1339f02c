import { expect } from "chai";
import { judgeIntents, readIntentFile, type Intent } from "../../../analysis/intents";
import { applyChange, mend } from "../../../analysis/mend";
import { compileNetwork } from "../../../analysis/reachability";
import { sketch } from "../oracles/sketch/read";

const SITE = `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public 10.0.0.0/24 vpc=v table=out
  subnet private 10.0.2.0/24 vpc=v table=by-nat acl=tight
  table out vpc=v
    0.0.0.0/0 igw:gw
  table by-nat vpc=v
    0.0.0.0/0 nat:n
  acl tight vpc=v
    in 100 allow tcp/1024-65535 0.0.0.0/0
    out 100 allow tcp/443 0.0.0.0/0
  nat n vpc=v in=public public address ipv4=10.0.0.9
  group app vpc=v
    out tcp/443 0.0.0.0/0
  group lb vpc=v
    in tcp/443 0.0.0.0/0
  interface app in=private ipv4=10.0.2.20 groups=app
  interface lb in=public ipv4=10.0.0.20 groups=lb public`;

const intentOf = (text: string): Intent => {
  const [intent] = readIntentFile("i.yaml", `intents:\n  - {${text}}`).intents;
  if (intent === undefined) throw new Error(`no intent: ${text}`);
  return intent;
};
const OUT = "source: app, expect: reach, destination: internet, ports: [tcp/443]";
const SHUT = "name: shut, source: internet, expect: neverReach, destination: lb, ports: [tcp/443]";

describe("Mending", () => {
  const cases: readonly [string, (text: string) => string, string, string[]][] = [
    [
      "a route that is gone",
      (text) => text.replace("\n    0.0.0.0/0 nat:n", ""),
      OUT,
      ["route 0.0.0.0/0 to n in by-nat"],
    ],
    [
      "a NAT gateway that routes to itself",
      (text) => text.replace("igw:gw", "nat:n"),
      OUT,
      ["route 0.0.0.0/0 to gw in out"],
    ],
    [
      "a NAT gateway without address",
      (text) => text.replace("public address", "public"),
      OUT,
      ["give n a public IPv4 address"],
    ],
    [
      "a group that lets nothing out",
      (text) =>
        text.replace("out tcp/443 0.0.0.0/0\n  group lb", "out tcp/80 0.0.0.0/0\n  group lb"),
      OUT,
      ["let tcp/443 out to 0.0.0.0/0 at security group app"],
    ],
    [
      "an ACL that drops replies",
      (text) => text.replace("tcp/1024-65535 0.0.0.0/0", "tcp/1024-65535 10.0.0.0/16"),
      OUT,
      ["allow tcp/1024-65535 in from 0.0.0.0/0 by rule 1 of network ACL tight"],
    ],
    [
      "two things at once",
      (text) => text.replace("igw:gw", "nat:n").replace("public address", "public"),
      OUT,
      ["route 0.0.0.0/0 to gw in out", "give n a public IPv4 address"],
    ],
    [
      "what is open and should not be",
      (text) => text,
      SHUT,
      ["remove the rule for tcp/443 in from 0.0.0.0/0 from security group lb"],
    ],
  ];
  for (const [title, broken, text, sentences] of cases)
    it(title, () => {
      const intent = intentOf(text);
      const network = sketch(broken(SITE));
      const found = mend(intent, compileNetwork(network));
      expect(found?.smallest.sentences).to.deep.equal(sentences);
      const mended = (found?.smallest.changes ?? []).reduce(applyChange, network);
      expect(judgeIntents([intent], compileNetwork(network))[0]?.status).to.equal("fails");
      expect(judgeIntents([intent], compileNetwork(mended))[0]?.status).to.equal("holds");
    });

  it("takes the way that breaks no other intent, where there is one", () => {
    const web = intentOf(
      "name: web, source: 198.51.100.0/24, expect: reach, destination: lb, ports: [tcp/443]",
    );
    const found = mend(
      intentOf(SHUT.replace("source: internet", "source: 203.0.113.0/24")),
      compileNetwork(sketch(SITE)),
      [web],
    );
    expect(found?.smallest.breaks).to.deep.equal([]);
    expect(found?.smallest.sentences).to.have.length(1);
    expect(found?.smallest.sentences[0]).to.match(
      /^deny tcp\/443 in from 203\.0\.113\.0\/24 by rule 1/,
    );
  });

  it("offers nothing where nothing helps", () => {
    const alone = SITE.replace("\n  igw gw vpc=v", "").replace("igw:gw", "nat:n");
    expect(mend(intentOf(OUT), compileNetwork(sketch(alone)))).to.equal(undefined);
  });
});
