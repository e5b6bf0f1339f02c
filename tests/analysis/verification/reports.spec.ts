import { expect } from "chai";
import { toMarkdown, toSarif, verifyNetwork } from "../../../analysis";
import { drawn } from "../support/drawn";
import { NOBODY, OUT, SHUT, intents, noWayOut, site, today, verify, waived } from "./site";

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
    readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly suppressions?: readonly object[];
}

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly rules: readonly { readonly id: string }[];
      };
    };
    readonly results: readonly SarifResult[];
  }[];
}

describe("A verification as Markdown", () => {
  it("has what fails first, with all that shows why", () => {
    const text = toMarkdown(verify(noWayOut(), OUT, SHUT));
    const [title, , origin] = text.split("\n");
    expect(title).to.match(/^### ❌ Network: 1 intent fails, 1 of 2 intents hold/);
    expect(origin).to.equal("_Modelled from what was given; nothing was asked of AWS._");
    expect(text).to.contain("- ❌ `out` app reaches the internet on tcp/443");
    expect(text).to.contain("table by-nat has no route for it");
    expect(text).to.contain("`NO_ROUTE_TO_DESTINATION`");
    expect(text).to.contain("remedy: route 0.0.0.0/0 to n in by-nat");
    expect(text).to.contain("reachable is not authorised");
  });

  it("says in its first line what is opened", () => {
    const verification = verifyNetwork({
      ...{ cloud: "simulated", network: site(), intents: [], waiversOn: today },
      before: { network: noWayOut(), intents: { then: [], now: [] } },
    });
    expect(toMarkdown(verification).split("\n")[0]).to.match(
      /^### ✅ Network: opens tcp\/443 from 1 instance interface \(app-1\) to the internet; no intents/,
    );
  });

  it("tells dropped intents before anything else, and why one broke", () => {
    const verification = verifyNetwork({
      ...{ cloud: "modelled", network: noWayOut(), intents: intents(SHUT), waiversOn: today },
      before: { intents: { then: intents(OUT, SHUT), now: intents(SHUT) } },
    });
    const text = toMarkdown(verification);
    const [, , , , heading, , dropped] = text.split("\n");
    expect(heading).to.equal("**Intents dropped or weakened**");
    expect(dropped).to.match(
      /^- ❌ dropped: `out` app reaches the internet .* As it was, it fails: /,
    );
  });

  it("shows no markup, no mention and no link of a name", () => {
    const network = drawn(
      "vpc v 10.0.0.0/16\nsubnet s 10.0.0.0/24 vpc=v\ninterface i in=s ipv4=?\ninterface j in=s ipv4=?",
      {
        i: { name: "</details><img src=x> @team [x](http://y) `z` a|b" },
      },
    );
    const text = toMarkdown(
      verify(network, "name: n, source: i, expect: neverReach, destination: j"),
    );
    expect(text).to.contain(
      "&lt;/details&gt;&lt;img src=x&gt; &#64;team \\[x\\](http://y) \\`z\\` a\\|b",
    );
    expect(text).to.not.match(/<img|@team|<\/details><img/);
  });

  it("stays short: what is more of a kind is counted", () => {
    const many = Array.from({ length: 40 }, (_, at) => OUT.replace("name: out", `name: out-${at}`));
    const text = toMarkdown(verify(noWayOut(), ...many));
    expect(text).to.contain("- … and 30 more");
    expect(text.split("\n").length).to.be.below(70);
    expect(text.length).to.be.below(6000);
  });
});

describe("A verification as SARIF", () => {
  const log = (...texts: readonly string[]): SarifLog =>
    toSarif(verify(noWayOut(), ...texts), {
      artifact: "Pulumi.yaml",
      toolVersion: "1.2.3",
    }) as SarifLog;

  it("has each result's rule at the index it gives, and a place in a file", () => {
    const { version, runs } = log(OUT, SHUT, NOBODY);
    expect(version).to.equal("2.1.0");
    const [run] = runs;
    const rules = run?.tool.driver.rules ?? [];
    expect(new Set(rules.map(({ id }) => id)).size).to.equal(rules.length);
    expect(rules.map(({ id }) => id)).to.include.members([
      "routing-loop",
      "NO_ROUTE_TO_DESTINATION",
    ]);
    const results = run?.results ?? [];
    expect(results).to.not.be.empty;
    for (const { ruleId, ruleIndex, kind, level, message, locations } of results) {
      expect(rules[ruleIndex]?.id).to.equal(ruleId);
      // 3.27.10: a level other than none is of what fails.
      expect(kind === "fail", ruleId).to.equal(level !== "none");
      expect(message.text).to.not.equal("");
      expect(locations[0]?.physicalLocation.artifactLocation.uri).to.equal("Pulumi.yaml");
    }
    const shown = results.map(({ ruleId, kind, level }) => `${ruleId} ${kind} ${level}`);
    expect(shown.slice(0, 3)).to.deep.equal([
      "NO_ROUTE_TO_DESTINATION fail error",
      "INTENT_NOT_HELD pass none",
      "INTENT_MATCHES_NOTHING open none",
    ]);
  });

  it("names the component that decides", () => {
    const [first] = log(OUT).runs[0]?.results ?? [];
    expect(first?.locations[0]?.logicalLocations?.[0]?.fullyQualifiedName).to.equal("by-nat");
    expect(first?.message.text).to.contain("app reaches the internet");
  });

  it("suppresses what is waived, until the waiver ends", () => {
    const first = (text: string): SarifResult | undefined => log(text).runs[0]?.results[0];
    expect(first(`${OUT}, ${waived("2027-02-01")}`)?.suppressions).to.deep.equal([
      { kind: "external", justification: "cut over (net-team, until 2027-02-01)" },
    ]);
    expect(first(`${OUT}, ${waived("2027-01-01")}`)?.suppressions).to.equal(undefined);
  });
});
