/** What ACM keeps of certificates. Ids are ARNs. */
import { byName } from "../../resource/references";
import { defineThing, type Thing } from "../../resource/spec";
import type { Scope } from "../../world/scope";

export const certificateKind = defineThing("certificate");

/** By ARN; of another region or account too, where the ARN says so. */
export const findCertificate = (scope: Scope, arn: string): Thing | undefined =>
  byName(certificateKind)(scope, arn);
