/** What one resource type is to the provider: its properties, what the provider checks, and its calls to AWS. */
import type { CheckFailure, Value, ValueMap } from "./protocol";
import type { Entity } from "./world/entity";
import type { Scope } from "./world/scope";

/** How a property's values are compared and coerced. Text unless said. */
export type PropertyKind =
  | "text"
  | "flag"
  | "number"
  | "list"
  /** A list whose order does not count. */
  | "set"
  /** Nested objects whose order does not count. */
  | "blocks"
  | "block"
  | "map"
  /** A JSON document, compared by value. */
  | "json"
  /** A protocol: "all" is "-1", "6" is "tcp". */
  | "protocol";

/** What the provider refuses of one value, in its words. @param at what it calls it: `name`, `layers.0` */
export type Form = (value: string | number, at: string) => string | undefined;

export interface Property {
  readonly kind?: PropertyKind;
  readonly required?: true;
  /** What the provider fills in at check. */
  readonly default?: Value;
  /** A change makes a new resource: always, or for these values, beside the new inputs as a whole, in this account. */
  readonly replaces?:
    | true
    | ((
        before: Value | undefined,
        after: Value | undefined,
        inputs: ValueMap,
        account: string,
      ) => boolean);
  /** AWS fills it in where it is not given: leaving it out is no change. */
  readonly computed?: true;
  /** Of what AWS fills in: whether leaving it out is a change after all, where it was this. */
  readonly lapses?: (before: Value, inputs: ValueMap) => boolean;
  /** Whether a change of it is one, beside the new inputs and the old. @default - always */
  readonly counts?: (inputs: ValueMap, before?: Value, olds?: ValueMap) => boolean;
  /** Of a block, or of each of several: what the provider fills in where it is left out; a map is for a block inside. */
  readonly within?: ValueMap;
  /** Of a block: what in it AWS fills in where it is left out. */
  readonly fills?: readonly string[];
  /** Of blocks: an empty one inside says something by being there (`allow: {}`). */
  readonly presence?: true;
  /** Answered by AWS only: no input. */
  readonly output?: true;
  /** Of an output: whether a change of these properties gives it a value that is not known before. */
  readonly freshens?: (changed: readonly string[], inputs: ValueMap) => boolean;
  /** Known to the provider only: AWS does not report it. */
  readonly local?: true;
  /** Of each of its values, where there are several. An empty text is looked at too. */
  readonly form?: Form;
  /** 0, false and "" are values here, not absence (types of the plugin framework). */
  readonly exact?: true;
}

export type Properties = Readonly<Record<string, Property>>;

export interface Calls {
  readonly create: string;
  readonly update?: string;
  readonly delete?: string;
}

/** What the provider tries again by itself, since AWS takes a while to agree with itself. */
export interface Retry {
  readonly codes: readonly string[];
  /** Only where the message says so too. @default - whatever the message */
  readonly message?: RegExp;
  /** For how long, where the resource sets no timeout of its own. */
  readonly seconds: number;
}

export interface Target {
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
}

export interface Change {
  readonly urn: string;
  readonly olds: ValueMap;
  readonly news: ValueMap;
  /** What AWS and the provider answered last. */
  readonly outputs: ValueMap;
}

export interface Autoname {
  readonly max: number;
  /** @default - `name` */
  readonly property?: string;
  /** Before the logical name, where that does not begin so itself. */
  readonly prefix?: string;
  /** Between the logical name and the digits. @default - "-" */
  readonly separator?: string;
  /** In lower case. */
  readonly lower?: true;
  /** Letters only, and eight of them, instead of hex digits. */
  readonly letters?: true;
  /** The logical name as it is, with nothing behind it. */
  readonly plain?: true;
  /** What some must end in (`.fifo`). */
  readonly ending?: (inputs: ValueMap) => string;
}

export interface Model {
  /** `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** As the provider's errors name it: `EC2`. */
  readonly service: string;
  /** As the provider's errors name it: `EC2 VPC`. */
  readonly noun: string;
  readonly calls: Calls;
  readonly properties: Properties;
  /** Of the account, not of a region. */
  readonly global?: true;
  /** The name is made of the logical name and seven hex digits where it is not given. */
  readonly autoname?: Autoname;
  /** Two of them cannot be at once, whatever they are called. */
  readonly deleteBeforeReplace?: true;
  /** Inputs without which the id does not lead to the thing (a route's table and destination). */
  readonly keys?: readonly string[];
  readonly retries?: Readonly<Partial<Record<"create" | "update" | "delete", Retry>>>;
  /** Further API calls that the provider makes for the action, for the timeline. @default - the one in `calls` */
  otherCalls?(action: "create" | "update" | "delete", inputs: ValueMap): readonly string[];
  /** What the provider waits for before it calls the thing made: something on its way (`Entity.settlesAt`). */
  waitsFor?(scope: Scope, id: string): Entity | undefined;
  /** Ids of what comes with it, from the provider's outputs, when it is taken over as it stands. */
  childId?(outputs: ValueMap, prefix: string, role: string): string | undefined;
  /** Not modelled: inputs in, an id and the inputs out. */
  readonly generic?: true;
  /** What the provider refuses at preview. Values may be unknown. */
  validate?(inputs: ValueMap): readonly CheckFailure[];
  /** Makes it and answers its id. `inputs.tagsAll` holds the tags, the provider's defaults among them. */
  create(scope: Scope, inputs: ValueMap, target: Target): string;
  /** The whole AWS object as outputs, or undefined where there is none. `known` is the state's view of it. */
  read(scope: Scope, id: string, known: ValueMap): ValueMap | undefined;
  update?(scope: Scope, id: string, change: Change): void;
  /** Where AWS gives it another id in an update: the provider reads by that one, and Pulumi keeps the old one. */
  idAfterUpdate?(scope: Scope, known: ValueMap): string | undefined;
  /** Deletes it. What is already gone is no error: the provider takes it for done. */
  delete(scope: Scope, id: string, properties: ValueMap): void;
}

export const tags: Property = { kind: "map" };
export const tagsAll: Property = { kind: "map", output: true };
export const region: Property = { computed: true };
/** What (almost) every type of the provider's version 7 has. */
export const common = { region, tags, tagsAll } as const;

export const output: Property = { output: true };
export const outputList: Property = { kind: "list", output: true };
export const optional: Property = {};
export const optionalFlag: Property = { kind: "flag" };
export const optionalNumber: Property = { kind: "number" };
export const forcesNew: Property = { replaces: true };
export const requiredForcesNew: Property = { required: true, replaces: true };
export const computed: Property = { computed: true };
/** In no state, so that a change of it is seen by no plan: its version's is. */
export const writeOnly: Property = { local: true, counts: () => false };
