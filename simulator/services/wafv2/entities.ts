/** What WAF keeps. */
import type { Thing } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

const names = (one: Thing): readonly string[] => one.names;

/** Ids are AWS's own; ARNs and `scope/name` are among their names. */
export const webAclKind = defineKind<Thing>("web-acl", { name: names });
export const ipSetKind = defineKind<Thing>("waf-ip-set", { name: names });
/** Its id is `web ACL's ARN,resource's ARN`. A resource has one web ACL. */
export const associationKind = defineKind<Thing>("web-acl-association", {
  webAcl: (one) => text(one.properties, "webAclArn"),
  resource: (one) => text(one.properties, "resourceArn"),
});
/** Its id is the web ACL's ARN. */
export const loggingKind = defineKind<Thing>("web-acl-logging", { name: names });

/** The ARN of what stands before a load balancer, a stage, a user pool. */
export const webAclOf = (scope: Scope, resourceArn: string): string | undefined =>
  text(scope.find(associationKind, "resource", resourceArn)[0]?.properties ?? {}, "webAclArn");
