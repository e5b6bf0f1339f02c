/**
 * Addresses that rules name. Replaces as internal/service/wafv2/ip_set.go says.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html
 */
import { parseBlock } from "../../addresses";
import { common, output, type Model } from "../../model";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength, oneOf } from "../../resource/forms";
import { uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { text, texts } from "../../values";
import { ipSetKind } from "./entities";
import { checkPlace, namesIn, scopes, tokenOf, waf, wafArn, wafName } from "./webAcl";

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  checkPlace(scope, inputs);
  const family = text(inputs, "ipAddressVersion") === "IPV6" ? 6 : 4;
  const wrong = texts(inputs, "addresses").find((one) => {
    const block = parseBlock(one);
    return block?.family !== family || block.mask === 0;
  });
  if (wrong !== undefined)
    throw waf.invalid("The parameter contains formatting that is not valid.", "IP_ADDRESS", wrong);
  if (texts(inputs, "addresses").length > 10_000)
    throw waf.invalid("An IP set has at most 10000 addresses", "IP_ADDRESS", "addresses");
  const name = text(inputs, "name");
  const key = `${text(inputs, "scope") ?? ""}/${name ?? ""}`;
  if (before === undefined && name !== undefined && scope.count(ipSetKind, "name", key) > 0)
    throw waf.duplicate();
}

export const ipSet: Model = defineResource({
  type: "aws:wafv2/ipSet:IpSet",
  service: "WAFV2",
  noun: "WAFv2 IPSet",
  calls: { create: "CreateIPSet", update: "UpdateIPSet", delete: "DeleteIPSet" },
  kind: ipSetKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    addresses: { kind: "set" },
    arn: output,
    description: { form: ofLength(1, 256) },
    ipAddressVersion: { required: true, replaces: true, form: oneOf("IPV4", "IPV6") },
    lockToken: output,
    name: { computed: true, replaces: true, form: wafName(128) },
    namePrefix: { computed: true, replaces: true, form: wafName(102) },
    scope: { required: true, replaces: true, form: oneOf(...scopes) },
  },
  retries: { delete: { codes: ["WAFAssociatedItemException"], seconds: 300 } },
  validate: (inputs) => checkConflict(inputs, "namePrefix", "name"),
  id: ({ scope, urn }) => uuidFrom(scope.newLife("waf ip set", urn)),
  names: (id, properties) => [
    id,
    text(properties, "arn") ?? id,
    `${text(properties, "scope") ?? ""}/${text(properties, "name") ?? ""}`,
  ],
  accept,
  fill: (wanted, id) => ({
    ...namesIn(wafArn(wanted, "ipset", id)),
    lockToken: tokenOf(wanted, id),
  }),
  find: (scope, id) => scope.get(ipSetKind, id.split("/")[0] ?? id),
  gone: () => waf.nonexistent(),
  inUse: () => waf.associated(),
});
