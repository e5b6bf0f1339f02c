/**
 * Whether new volumes are encrypted of themselves: one setting an account and region. Given up, it is switched off.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html
 */
import { region, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { digits } from "../../resource/naming";
import { ebsEncryptionKind } from "./entities";

export const encryptionByDefault: Model = defineResource({
  type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
  service: "EC2",
  noun: "EBS Encryption By Default",
  calls: {
    create: "EnableEbsEncryptionByDefault",
    update: "EnableEbsEncryptionByDefault",
    delete: "DisableEbsEncryptionByDefault",
  },
  kind: ebsEncryptionKind,
  properties: { region, enabled: { kind: "flag", default: true } },
  names: () => [],
  id: ({ scope, urn }) => `terraform-${digits(scope.newLife("ebs encryption", urn), 26)}`,
});
