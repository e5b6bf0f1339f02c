/** A resource as a state, a rehearsal or a preview has it; values in Pulumi's wire form. */
export interface ResourceRecord {
  readonly urn: string;
  readonly type: string;
  /** Pulumi's name; undefined: the last part of the URN. */
  readonly name?: string;
  /** AWS's id; undefined, empty or the unknown sentinel while it is not yet known. */
  readonly id?: string;
  readonly custom: boolean;
  /** Read (`get`), not managed: the same thing may be managed in another stack. */
  readonly external?: boolean;
  readonly parent?: string;
  /** `<urn>::<id>` of its provider. */
  readonly provider?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** For each property, the URNs that its value came from. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly dependencies?: readonly string[];
}

export const nameOf = ({ name, urn }: ResourceRecord): string =>
  name ?? urn.slice(urn.lastIndexOf("::") + 2);
