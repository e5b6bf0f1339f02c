import type { Service } from "../service";
import { encryptionByDefault } from "./encryptionByDefault";
import { instance } from "./instance";
import { keyPair } from "./keyPair";
import { launchTemplate } from "./launchTemplate";
import { getAmi, getAmiIds, getLaunchTemplate } from "./lookups";
import { placementGroup } from "./placementGroup";
import { getInstanceType, getInstanceTypeOffering, getInstanceTypeOfferings } from "./typeLookups";
import { volume } from "./volume";
import { volumeAttachment } from "./volumeAttachment";

export const service: Service = {
  models: [
    encryptionByDefault,
    instance,
    keyPair,
    launchTemplate,
    placementGroup,
    volume,
    volumeAttachment,
  ],
  lookups: {
    "aws:ec2/getAmi:getAmi": getAmi,
    "aws:ec2/getAmiIds:getAmiIds": getAmiIds,
    "aws:ec2/getInstanceType:getInstanceType": getInstanceType,
    "aws:ec2/getInstanceTypeOffering:getInstanceTypeOffering": getInstanceTypeOffering,
    "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": getInstanceTypeOfferings,
    "aws:ec2/getLaunchTemplate:getLaunchTemplate": getLaunchTemplate,
  },
};
