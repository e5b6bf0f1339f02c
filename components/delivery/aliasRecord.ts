/**
 * A name in a hosted zone of Route 53 for a load balancer or a CloudFront distribution. Makes an A
 * record and, where the target has IPv6, an AAAA record. Queries for aliases are free of charge.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName } from "../network";
import type { AliasRecordArgs } from "./aliasRecordArgs";
import { refuseDomain } from "./domainNames";

/** A name for a load balancer or a CloudFront distribution. */
export class AliasRecord extends pulumi.ComponentResource {
  /** The record's full name. */
  readonly fqdn: pulumi.Output<string>;

  constructor(name: string, args: AliasRecordArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:AliasRecord", name, {}, opts);
    const checked = {
      component: this,
      kind: "AliasRecord",
      name,
      inputs: { zoneId: 0, dnsName: 0 },
    };
    checkedPlan(checked, args, () => ({ issues: refuseDomain("recordName", args.recordName) }));
    const create = (type: "A" | "AAAA") =>
      new route53.Record(
        childName(name, type.toLowerCase()),
        {
          zoneId: args.zoneId,
          name: args.recordName,
          type,
          aliases: [
            {
              name: args.target.dnsName,
              zoneId: args.target.zoneId,
              // One record answers whether its target is well or not.
              evaluateTargetHealth: false,
            },
          ],
        },
        { parent: this },
      );
    this.fqdn = create("A").fqdn;
    if (args.ipv6 === true) create("AAAA");
    this.registerOutputs({ fqdn: this.fqdn });
  }
}
