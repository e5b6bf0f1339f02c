/** Autonaming: what the stack's configuration says of the names that providers make up. */
import type { Behaviour, Program } from "./behaviour";
import { made, Thing } from "./things";

const one = (size: string): Program => made(() => new Thing("one", { size }));

const named = (says: string, config: Record<string, string>): Behaviour => ({
  term: "autonaming",
  says,
  life: [
    {
      program: one("small"),
      config: Object.fromEntries(
        Object.entries(config).map(([path, value]) => [`pulumi:autonaming.${path}`, value]),
      ),
    },
    { program: one("large") },
    { steps: [] },
  ],
});

export const autonaming: readonly Behaviour[] = [
  named("verbatim: the resource's own name, so that the old one goes before its successor", {
    mode: "verbatim",
  }),
  named("disabled: no name is made up", { mode: "disabled" }),
  named("default: as the provider names", { mode: "default" }),
  named("a pattern of the project, the stack and the name", {
    pattern: "${organization}.${project}.${stack}.${name}",
  }),
  named("a pattern with something random leaves the successor first", {
    pattern: "${name}-thing-${num(6)}",
  }),
  named("of a provider, before that of all", {
    mode: "disabled",
    "providers.test.pattern": "test-${name}",
  }),
  named("of a type, before that of its provider", {
    "providers.test.mode": "disabled",
    'providers.test.resources["test:index:Thing"].pattern': "thing-${name}",
  }),
  {
    term: "autonaming",
    says: "a mode that there is not is refused",
    life: [
      {
        program: one("small"),
        config: { "pulumi:autonaming.mode": "often" },
        fails: /invalid naming mode: often/,
      },
    ],
  },
];
