import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** A topic for alarms and events. */
export interface NotificationTopicArgs {
  /**
   * Who is told by e-mail. Plain. Each is asked by AWS to confirm, and told nothing before.
   *
   * @default - nobody
   */
  emailAddresses?: string[];
  /**
   * The KMS key that messages are encrypted with: its ARN, such as an `EncryptionKey`'s that is
   * `usedBy: [CloudWatchAlarms, EventBridge]`. AWS's own key for SNS lets neither of them publish.
   */
  kmsKeyArn: pulumi.Input<string>;
  /**
   * Whether EventBridge's rules may publish. Plain. AWS takes no condition on whose rules: one of
   * another account that knows the topic's ARN may too.
   *
   * @default false
   */
  eventBridge?: boolean;
  /**
   * The topic's region. Plain.
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
