import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** Whether users sign in with a second factor: an authenticator app. */
export enum SecondFactor {
  Required = "required",
  /** Each user decides. */
  Optional = "optional",
  /** A password is enough. */
  None = "none",
}

/** People who may sign in. */
export interface UserPoolArgs {
  /**
   * Whether anybody may sign up. Plain.
   *
   * @default false: administrators make users
   */
  selfSignUp?: boolean;
  /**
   * Whether a second factor is needed. Plain.
   *
   * @default SecondFactor.Required
   */
  secondFactor?: SecondFactor;
  /**
   * How long passwords are at least, 8 to 99. Plain.
   *
   * @default 14
   */
  minimumPasswordLength?: number;
  /**
   * Whether AWS refuses to delete the pool. Plain.
   *
   * @default true
   */
  deletionProtection?: boolean;
  /**
   * The pool's region. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
  /**
   * How AWS's consoles show the pool.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for the pool; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
