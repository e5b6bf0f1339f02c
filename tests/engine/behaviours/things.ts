/** What the programs of the lives are made of. */
import * as pulumi from "@pulumi/pulumi";
import { Thing } from "../stage";
import type { Program } from "./behaviour";

export { Thing };

/** A component with a thing in it, `<name>-thing`. */
export class Group extends pulumi.ComponentResource {
  readonly thing: Thing;
  constructor(
    name: string,
    args: Record<string, unknown> = {},
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super("test:index:Group", name, {}, opts);
    this.thing = new Thing(`${name}-thing`, args, { parent: this });
    this.registerOutputs({ echo: this.thing.echo });
  }
}

/** A program of plain statements; what they return are the stack's outputs. */
export const things =
  (make: () => Record<string, unknown> | undefined): Program =>
  () =>
    Promise.resolve(make());

/** The same without outputs. */
export const made = (make: () => void): Program =>
  things(() => {
    make();
    return undefined;
  });

export const nothing: Program = made(() => undefined);
