import { expect } from "chai";
import { compareNetworks, matrix } from "../../../analysis/difference";
import { compileNetwork } from "../../../analysis/reachability";
import { sketch } from "../oracles/sketch/read";

const SITE = `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public 10.0.0.0/24 vpc=v table=out
  subnet data-a 10.0.2.0/24 vpc=v
  subnet data-b 10.0.3.0/24 vpc=v
  table out vpc=v
    0.0.0.0/0 igw:gw
  group web vpc=v
    in tcp/443 0.0.0.0/0
    out tcp/5432 group:data
  group data vpc=v
    in tcp/5432 group:web
  interface lb-1 in=public ipv4=10.0.0.20 groups=web public
  interface lb-2 in=public ipv4=10.0.0.21 groups=web public
  interface db-a in=data-a ipv4=10.0.2.30 groups=data
  interface db-b in=data-b ipv4=10.0.3.30 groups=data`;

function difference(before: string, after: string): string[] {
  const { opens, closes } = compareNetworks(
    compileNetwork(sketch(before)),
    compileNetwork(sketch(after)),
  );
  return [...opens, ...closes].map(({ sentence }) => sentence);
}

const ports = (text: string, group: string, rule: string): string =>
  text.replace(`group ${group} vpc=v`, `group ${group} vpc=v\n    ${rule}`);

describe("What a change opens and closes", () => {
  it("is nothing where nothing changes", () => {
    expect(difference(SITE, SITE)).to.deep.equal([]);
  });

  const opened = SITE.replace(
    "subnet data-a 10.0.2.0/24 vpc=v",
    "subnet data-a 10.0.2.0/24 vpc=v table=out",
  )
    .replace("subnet data-b 10.0.3.0/24 vpc=v", "subnet data-b 10.0.3.0/24 vpc=v table=out")
    .replaceAll("groups=data", "groups=data public");
  const cases: readonly [string, string, string[]][] = [
    [
      "one more port",
      ports(SITE, "web", "in tcp/80 0.0.0.0/0"),
      ["opens tcp/80 from the internet to 2 instance interfaces"],
    ],
    [
      "a part of the internet",
      ports(SITE, "web", "in tcp/22 198.51.100.0/24"),
      ["opens tcp/22 from the internet (198.51.100.0/24) to 2 instance interfaces"],
    ],
    [
      "databases on the public table, with a rule for anybody",
      ports(opened, "data", "in tcp/5432 0.0.0.0/0"),
      ["opens tcp/5432 from the internet to 2 instance interfaces"],
    ],
    ["the same without the rule: nothing gets in by itself", opened, []],
    [
      "a rule that is gone",
      SITE.replace("\n    in tcp/5432 group:web", ""),
      ["closes tcp/5432 from 2 instance interfaces to 2 instance interfaces"],
    ],
    [
      "an interface that is gone",
      SITE.replace("\n  interface lb-2 in=public ipv4=10.0.0.21 groups=web public", ""),
      [
        "closes tcp/443 from the internet to 1 instance interface (lb-2)",
        "closes tcp/5432 from 1 instance interface (lb-2) to 2 instance interfaces",
      ],
    ],
    ["an address that has changed", SITE.replace("10.0.2.30", "10.0.2.77"), []],
  ];
  for (const [title, after, expected] of cases)
    it(title, () => {
      expect(difference(SITE, after)).to.deep.equal(expected);
    });

  it("is the other way round when it is taken back", () => {
    const wider = ports(SITE, "web", "in tcp/80 0.0.0.0/0");
    expect(difference(wider, SITE)).to.deep.equal([
      "closes tcp/80 from the internet to 2 instance interfaces",
    ]);
  });
});

describe("The matrix", () => {
  it("has a class for what is alike, and a cell for what gets through", () => {
    const { classes, cells } = matrix(compileNetwork(sketch(SITE)));
    expect(classes.map(({ interfaces }) => interfaces)).to.deep.equal([
      ["lb-1", "lb-2"],
      ["db-a", "db-b"],
    ]);
    expect(cells).to.deep.equal([
      { from: 0, to: 1, traffic: ["tcp/5432"] },
      { from: "internet", to: 0, traffic: ["tcp/443"] },
    ]);
  });
});
