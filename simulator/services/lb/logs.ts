/**
 * Logs of a load balancer go to a bucket that there must be, in its own region, and that lets them be written.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
import { AwsError } from "../../errors";
import type { Value, ValueMap } from "../../protocol";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isList, isMap, text } from "../../values";
import { aspectOf, findBucket } from "../s3/entities";

/** @throws AwsError */
export function acceptLogs({ scope, inputs }: Wanted, property: string): void {
  const logs = inputs[property];
  if (!isMap(logs) || flag(logs, "enabled") !== true) return;
  const name = text(logs, "bucket") ?? "";
  const bucket = findBucket(scope, name);
  const refused = (why: string): AwsError =>
    new AwsError("InvalidConfigurationRequest", why, "ModifyLoadBalancerAttributes");
  if (bucket === undefined || !letsLogsIn(bucket))
    throw refused(`Access Denied for bucket: ${name}. Please check S3bucket permission`);
  if (bucket.region !== scope.region)
    throw refused(
      `The bucket ${name} is in ${bucket.region}: logs go to a bucket of the load balancer's own region, ${scope.region}`,
    );
}

/** Elastic Load Balancing, or in the older regions the account it has there. */
const writers =
  /^\*$|(elasticloadbalancing|delivery\.logs)\.amazonaws\.com|^\d{12}$|:iam::\d{12}:root$/;

/** By the bucket's policy: one of its statements allows such a one to put objects. */
function letsLogsIn(bucket: Thing): boolean {
  const policy =
    text(aspectOf(bucket, "policy") ?? {}, "policy") ?? text(bucket.properties, "policy");
  if (policy === undefined) return false;
  const { Statement: given = [] } = JSON.parse(policy) as ValueMap;
  return (isList(given) ? given : [given]).some(
    (one) =>
      isMap(one) &&
      one.Effect === "Allow" &&
      leaves(one.Action ?? null).some((action) => /^(\*|s3:\*|s3:Put(Object|\*))$/.test(action)) &&
      leaves(one.Principal ?? null).some((principal) => writers.test(principal)),
  );
}

function leaves(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(leaves);
  return isMap(value) ? Object.values(value).flatMap(leaves) : [];
}
