/** The stream of engine events, as Automation API hears it: the rehearsal engine's own, and beside the Pulumi CLI's. */
import * as pulumi from "@pulumi/pulumi";
import { PulumiCommand, type EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { Place, type Engine } from "./behaviours/place";
import { Group, Thing, things } from "./behaviours/things";
import type { Program, Verb } from "./behaviours/behaviour";
import type { ThingCloud } from "./thingProvider";

const hush = "correct-horse-battery";

const program = (colour: string): Program =>
  things(() => {
    const one = new Thing("one", { colour, hidden: pulumi.secret(hush) });
    const two = new Thing("two", { of: one.id });
    const group = new Group("group", { of: two.id });
    void pulumi.log.info("hello", one);
    void pulumi.log.warn("beware");
    void pulumi.log.debug("in detail");
    return { echo: two.echo, hidden: pulumi.secret(hush), group: group.urn };
  });

interface Act {
  readonly verb: Verb;
  readonly program?: Program;
  readonly options?: object;
  readonly before?: (cloud: ThingCloud) => void;
}

/** Previews, an update that makes, one that changes, one that fails, and so on to nothing. */
const acts: readonly Act[] = [
  { verb: "preview", program: program("red") },
  { verb: "up" },
  { verb: "preview", program: program("blue") },
  { verb: "up" },
  {
    verb: "up",
    program: program("green"),
    before: ({ failing }) => failing.set("update one", new Error("no luck")),
  },
  {
    verb: "refresh",
    before: ({ failing, things: cloud }) => {
      failing.clear();
      for (const [id, thing] of cloud)
        if (thing.urn.endsWith("::one"))
          cloud.set(id, { ...thing, properties: { ...thing.properties, colour: "drifted" } });
    },
  },
  { verb: "destroy" },
];

async function listen(engine: Engine, cli?: PulumiCommand): Promise<EngineEvent[][]> {
  const place = await Place.open(cli);
  const all: EngineEvent[][] = [];
  try {
    for (const act of acts) {
      act.before?.(place.cloud);
      if (act.program) place.play(act.program);
      const stack = await place.stack(engine);
      const events: EngineEvent[] = [];
      const options = { ...act.options, onEvent: (event: EngineEvent) => events.push(event) };
      await stack[act.verb](options).catch(() => undefined);
      all.push(events);
    }
  } finally {
    await place.close();
  }
  return all;
}

type Json = Record<string, unknown>;

const kindOf = (event: EngineEvent): string =>
  Object.keys(event).find((key) => key !== "sequence" && key !== "timestamp") ?? "";

const bodyOf = (event: EngineEvent): Json =>
  (event as unknown as Record<string, Json>)[kindOf(event)] ?? {};

const isStep = (event: EngineEvent): boolean => "metadata" in bodyOf(event);

/** What differs from run to run: ids and names that the provider makes up, and how long it took. */
function plain(event: EngineEvent): unknown {
  const { durationSeconds: _seconds, ...body } = bodyOf(event);
  const text = JSON.stringify({ [kindOf(event)]: body }, sortedKeys)
    .replaceAll(/thing-\d+/g, "<fresh>")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<uuid>");
  return JSON.parse(text) as unknown;
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** By resource, each one's in order: what is done at once comes as it comes. */
function stepsOf(events: readonly EngineEvent[]): unknown[] {
  const urnOf = (event: EngineEvent): string => (bodyOf(event).metadata as { urn: string }).urn;
  const steps = events.filter(isStep);
  steps.sort((a, b) => (urnOf(a) === urnOf(b) ? 0 : urnOf(a) < urnOf(b) ? -1 : 1));
  return steps.map(plain);
}

const diagnosticsOf = (events: readonly EngineEvent[]): unknown[] =>
  events
    .filter(
      ({ diagnosticEvent }) => diagnosticEvent && (diagnosticEvent.severity as string) !== "debug",
    )
    .map(plain)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe("the stream of engine events", () => {
  let streams: EngineEvent[][];
  before(async () => {
    streams = await listen("rehearsal");
  });

  it("is numbered from nought, and dated", () => {
    for (const events of streams) {
      expect(events.map(({ sequence }) => sequence)).to.deep.equal(events.map((_, index) => index));
      for (const { timestamp } of events)
        expect(Math.abs(Date.now() / 1000 - timestamp)).to.be.lessThan(120);
    }
  });

  it("begins with the prelude and ends with the summary and the cancel event", () => {
    for (const events of streams) {
      const kinds = events.map(kindOf);
      expect(kinds[0]).to.equal("preludeEvent");
      expect(kinds.slice(-2)).to.deep.equal(["summaryEvent", "cancelEvent"]);
    }
  });

  it("says what failed, and that it did", () => {
    const [, , , , failed = []] = streams;
    const steps = failed.filter(({ resOpFailedEvent }) => resOpFailedEvent);
    expect(steps.map(({ resOpFailedEvent }) => resOpFailedEvent?.metadata.op)).to.deep.equal([
      "update",
    ]);
    const messages = failed.flatMap(({ diagnosticEvent }) => diagnosticEvent?.message ?? []);
    expect(messages).to.include("no luck\n").and.to.include("update failed\n");
    const summary = failed.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
    expect(summary).to.deep.include({ result: "failed", maybeCorrupt: true });
  });

  it("shows no secret, and nothing of severity debug unless that is asked for", async () => {
    const text = JSON.stringify(streams);
    expect(text).to.contain("[secret]").and.not.to.contain(hush);
    expect(text).not.to.contain("in detail");
    const place = await Place.open();
    place.play(program("red"));
    const events: EngineEvent[] = [];
    await (
      await place.stack("rehearsal")
    ).preview({ debug: true, onEvent: (event) => events.push(event) });
    await place.close();
    expect(JSON.stringify(events)).to.contain("in detail").and.not.to.contain(hush);
  });

  it("is the Pulumi CLI's: each resource's steps, diagnostics, summary", async function () {
    this.timeout(180_000);
    let cli: PulumiCommand;
    try {
      cli = await PulumiCommand.get();
    } catch {
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
    const theirs = await listen("pulumi", cli);
    for (const [index, { verb }] of acts.entries()) {
      const [mine, cliEvents] = [streams[index] ?? [], theirs[index] ?? []];
      const at = `act ${index + 1}, ${verb}`;
      expect(stepsOf(mine), at).to.deep.equal(stepsOf(cliEvents));
      expect(diagnosticsOf(mine), at).to.deep.equal(diagnosticsOf(cliEvents));
      const ends = (events: readonly EngineEvent[]) =>
        [events[0], ...events.slice(-2)].map((one) => one && plain(one));
      expect(ends(mine), at).to.deep.equal(ends(cliEvents));
    }
  });
});
