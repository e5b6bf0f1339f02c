/** Methods of components, which their provider carries out. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Box } from "../plugin/kit";
import type { Behaviour, Seen } from "./behaviour";
import { made, Thing, things } from "./things";

const stateOf = ({ resources }: Seen, name: string): Readonly<Record<string, unknown>> =>
  resources.get(name) ?? {};

export const methods: readonly Behaviour[] = [
  {
    term: "call",
    says: "has the method's answer, and the component itself among its arguments",
    life: [
      {
        program: things(() => {
          const box = new Box("box");
          const { said, self } = box.say("hello");
          return { said, self: pulumi.all([self, box.urn]).apply(([a, b]) => a === b) };
        }),
        then: ({ outputs }) =>
          expect(outputs).to.deep.equal({ said: "the box says hello", self: true }),
      },
    ],
  },
  {
    term: "call",
    says: "keeps secret what the method marks as secret",
    life: [
      {
        program: things(() => ({ closed: new Box("box").say("hello").closed })),
        then: (seen) =>
          expect(stateOf(seen, "life-dev")).to.have.nested.property(
            "outputs.closed.plaintext",
            '"hush-too"',
          ),
      },
    ],
  },
  {
    term: "call",
    says: "carries dependencies of its arguments to what it answers",
    life: [
      {
        program: made(() => {
          const given = new Thing("given");
          const box = new Box("box");
          new Thing("after", { of: box.say(given.echo).kept });
        }),
        then: (seen) =>
          expect(stateOf(seen, "after").dependencies).to.include(stateOf(seen, "given").urn),
      },
    ],
  },
  {
    term: "call",
    says: "is made in a preview, too, with what is not known yet",
    life: [
      {
        verb: "preview",
        program: things(() => {
          const given = new Thing("given");
          return { said: new Box("box").say(given.echo).said };
        }),
        steps: ["create given", "create box", "create box-first", "create box-second"],
      },
    ],
  },
  {
    term: "call",
    says: "that fails ends the run",
    life: [
      {
        program: things(() => ({ said: new Box("box").say("hello", "fail").said })),
        fails: /call to function 'kit:index:Box\/fail' failed: the method fails/,
      },
    ],
  },
];
