/**
 * A web ACL in front of a load balancer, a stage of a REST API, a user pool … HTTP APIs have none. Replaces as
 * internal/service/wafv2/web_acl_association.go says.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 */
import { region, requiredForcesNew, type Model } from "../../model";
import { checkArn } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import type { Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { stageKind } from "../apigateway/entities";
import { findUserPool } from "../cognito/entities";
import { findLoadBalancer } from "../lb/entities";
import { associationKind, webAclKind } from "./entities";
import { waf } from "./webAcl";

const notValid = (arn: string) =>
  waf.invalid(
    "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.",
    "RESOURCE_ARN",
    arn,
  );

/** What can be protected: how its ARN looks, and how it is found. What is not modelled is taken for there. */
const protectable: readonly (readonly [
  form: RegExp,
  find?: (scope: Scope, arn: string) => Entity | undefined,
])[] = [
  [/:loadbalancer\/app\//, findLoadBalancer],
  [/:\/restapis\/[^/]+\/stages\/[^/]+$/, (scope, arn) => scope.find(stageKind, "name", arn)[0]],
  [/:cognito-idp:.*:userpool\//, findUserPool],
  [/:appsync:.*:apis\//],
  [/:apprunner:.*:service\//],
  [/:ec2:.*:verified-access-instance\//],
];

function accept({ scope, inputs }: Wanted): void {
  const arn = text(inputs, "resourceArn") ?? "";
  const [, find] = protectable.find(([form]) => form.test(arn)) ?? [];
  const isKnown = protectable.some(([form]) => form.test(arn));
  if (!isKnown) throw notValid(arn);
  if ((text(inputs, "webAclArn") ?? "").includes(":global/"))
    throw waf.invalid("The scope is not valid.", "SCOPE_VALUE", "CLOUDFRONT");
  if (find !== undefined && find(scope, arn) === undefined) throw waf.nonexistent();
}

export const webAclAssociation: Model = defineResource({
  type: "aws:wafv2/webAclAssociation:WebAclAssociation",
  service: "WAFV2",
  noun: "WAFv2 WebACL Association",
  calls: { create: "AssociateWebACL", delete: "DisassociateWebACL" },
  kind: associationKind,
  properties: { region, resourceArn: requiredForcesNew, webAclArn: requiredForcesNew },
  validate: (inputs) => [...checkArn(inputs, "resourceArn"), ...checkArn(inputs, "webAclArn")],
  references: [
    {
      property: "webAclArn",
      find: (scope, arn) => scope.find(webAclKind, "name", arn)[0],
      missing: waf.nonexistent,
      holds: true,
    },
  ],
  id: ({ inputs }) => `${text(inputs, "webAclArn") ?? ""},${text(inputs, "resourceArn") ?? ""}`,
  accept,
  // A resource has one web ACL: another takes the place of the one before.
  made: ({ scope, inputs }, { id }) => {
    for (const one of scope.find(associationKind, "resource", text(inputs, "resourceArn") ?? ""))
      if (one.id !== id) scope.remove(one);
  },
});
