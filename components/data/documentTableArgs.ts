import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** What a key's values are. */
export enum TableKeyType {
  Text = "text",
  Number = "number",
  Binary = "binary",
}

/** A part of what items are found by, for good. */
export interface TableKey {
  /** The attribute's name: 1 to 255 characters. Plain. */
  name: string;
  /**
   * What its values are. Plain.
   *
   * @default TableKeyType.Text
   */
  type?: TableKeyType;
}

/** A table of DynamoDB. */
export interface DocumentTableArgs {
  /** What items are found by. Plain. Another one replaces the table. */
  partitionKey: TableKey;
  /**
   * What items of one partition are in the order of. Plain. Another one replaces the table.
   *
   * @default - none: there is one item for each partition key
   */
  sortKey?: TableKey;
  /**
   * The attribute with the second, counted from 1970, after which an item is deleted. Plain.
   *
   * @default - items stay
   */
  expiryAttribute?: string;
  /**
   * How many days back the table can be restored to any second of, 1 to 35; 0 for none. Plain. $0.20 a
   * GB and month.
   *
   * @default 35
   */
  recoveryInDays?: number;
  /**
   * A KMS key of one's own: its ARN. Whether it is given is plain. Whoever reads and writes needs the
   * key too.
   *
   * @default - AWS's own key for DynamoDB in the account
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether AWS refuses to delete the table.
   *
   * @default true
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * The table's region. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
  /**
   * How AWS's consoles show the table.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for the table; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
