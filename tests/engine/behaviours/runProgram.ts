/** Refresh and destroy with the program: `--run-program`. */
import * as pulumi from "@pulumi/pulumi";
import type { Behaviour, Program } from "./behaviour";
import { Group, made, Thing } from "./things";
import { drifted, vanished } from "./world";

const withProgram = { runProgram: true };

class Test extends pulumi.ProviderResource {
  constructor(token: string) {
    super("test", "west", { region: "one", token }, { version: "1.2.3" });
  }
}

const under = (token: string): Program =>
  made(() => new Thing("one", { colour: "red" }, { provider: new Test(token) }));

const family = (...more: string[]): Program =>
  made(() => {
    const group = new Group("group", { colour: "red" });
    new Thing("leaf", { n: group.thing.id });
    for (const name of more) new Thing(name);
  });

export const runProgram: readonly Behaviour[] = [
  {
    term: "run-program",
    says: "a destroy has the providers as the program now makes them",
    life: [
      { program: under("old") },
      { verb: "destroy", program: under("new"), options: withProgram, calls: ["delete one"] },
    ],
  },
  {
    term: "run-program",
    says: "a destroy makes nothing of what is new, and deletes what is no longer named",
    life: [
      { program: family("old") },
      {
        verb: "destroy",
        program: family("new"),
        options: withProgram,
      },
    ],
  },
  {
    term: "run-program",
    says: "a refresh has the providers as the program now makes them",
    life: [
      { program: under("old") },
      {
        verb: "refresh",
        program: under("new"),
        options: withProgram,
        before: drifted("one", { colour: "green" }),
      },
    ],
  },
  {
    term: "run-program",
    says: "a refresh makes nothing, and reads what is no longer named, too",
    life: [
      { program: family("old") },
      {
        verb: "refresh",
        program: family("new"),
        options: withProgram,
        before: drifted("old", { colour: "green" }),
      },
    ],
  },
  {
    term: "run-program",
    says: "a refresh forgets what is gone",
    life: [
      { program: family() },
      { verb: "refresh", options: withProgram, before: vanished("leaf") },
    ],
  },
  {
    term: "run-program",
    says: "an update that refreshes by it",
    life: [
      { program: under("old") },
      {
        program: under("new"),
        options: { ...withProgram, refresh: true },
        before: drifted("one", { colour: "green" }),
      },
      { options: { ...withProgram, refresh: true }, before: vanished("one") },
    ],
  },
];
