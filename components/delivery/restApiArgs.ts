import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** What is done with what a path names. */
export enum HttpMethod {
  Get = "GET",
  Head = "HEAD",
  Post = "POST",
  Put = "PUT",
  Patch = "PATCH",
  Delete = "DELETE",
}

/** A method of a path, and the function that answers it. */
export interface ApiRoute {
  /** The method. Plain. */
  method: HttpMethod;
  /** The path, such as `/images/{id}`: words and parameters. Plain. */
  path: string;
  /** The function's ARN, such as a `LambdaFunction`'s. */
  functionArn: pulumi.Input<string>;
  /** What API Gateway calls it by: its `invokeArn`. */
  invokeArn: pulumi.Input<string>;
}

/** How fast an API may be asked, by all callers together. */
export interface ApiThrottle {
  /** Requests a second, in the long run: 1 or more. Plain. */
  requestsPerSecond: number;
  /**
   * Requests at once: 1 or more. Plain.
   *
   * @default - twice as many
   */
  burst?: number;
}

/** A REST API of functions. */
export interface RestApiArgs {
  /** What it answers, by a name of yours: one route at least. Names are plain. */
  routes: Record<string, ApiRoute>;
  /**
   * The user pools whose users may call it, with their identity tokens: ARNs. How many is plain.
   *
   * @default - none: callers sign requests with AWS credentials that IAM lets call it
   */
  userPoolArns?: pulumi.Input<string>[];
  /**
   * How fast it may be asked; who asks faster is answered 429.
   *
   * @default 50 requests a second, 100 at once
   */
  throttle?: ApiThrottle;
  /**
   * The stage that it is served from, part of its URL: letters, digits, hyphens, underscores. Plain.
   *
   * @default "live"
   */
  stageName?: string;
  /**
   * How long CloudWatch Logs keeps who asked for what, in days: one of AWS's values. Plain.
   *
   * @default 30
   */
  logRetentionInDays?: number;
  /**
   * Whether the role with which API Gateway writes logs is set here. Plain. An account has one in a
   * region, for all its APIs, and without one no API can log: set it in one place.
   *
   * @default false: the account has one
   */
  accountLogging?: boolean;
  /**
   * The API's region. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
