/**
 * Selectors: what an intent's source or destination stands for, as a text.
 *
 *     internet   any   service:s3   tier:private   tag:Service=images   10.0.0.0/16
 *     sg-0123…, vpc-0123…, any other id   arn:…   urn:…
 */
import { parseCidrBlock } from "./cidrBlock";

const KEYWORDS = ["internet", "any"];
const SERVICE = /^service:[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;
const TIER = /^tier:\S+$/;
const TAG = /^tag:[^=]+=.*$/;
const ALLOWED =
  "must be an id, an ARN, a URN, a CIDR block, internet, any, service:<name>, tier:<Type> or tag:<Key>=<Value>";

/** Why the text selects nothing; undefined for a good selector. */
export function refuseSelector(text: string, end: "source" | "destination"): string | undefined {
  if (text.startsWith("service:") && end === "source") {
    return `must not be a service, which begins no connection, got "${text}"`;
  }
  if (KEYWORDS.includes(text) || isNamed(text)) return undefined;
  const block = parseCidrBlock(text);
  if (block.ok) return undefined;
  if (/^[0-9a-f.:]+\/\d+$/i.test(text)) return block.reason;
  return isId(text) ? undefined : `${ALLOWED}, got "${text}"`;
}

/** Whether the text is one that `sourceVpcId` and `destinationVpcId` confine. */
export function spansVpcs(text: string): boolean {
  return text === "any" || text.startsWith("tier:") || text.startsWith("tag:");
}

function isNamed(text: string): boolean {
  return (
    SERVICE.test(text) ||
    TIER.test(text) ||
    TAG.test(text) ||
    /^(?:arn:[^:]+:[^:]+:|urn:pulumi:)\S+$/.test(text)
  );
}

/** No address, and no keyword in capitals: those are slips, which would match nothing. */
function isId(text: string): boolean {
  const isAddress = /^\d+(?:\.\d+){3}$/.test(text);
  return /^[\w.-]+$/.test(text) && !isAddress && !KEYWORDS.includes(text.toLowerCase());
}
