export { checkedPlan } from "./checkedPlan";
export { refuseRetention } from "./logRetention";
export { refuseNumber, refuseWhole } from "./numbers";
export { SubnetType, insideTiers, routeTablesOfTier, tiersOfType } from "./vpcAttributes";
export type { VpcAttributes } from "./vpcAttributes";
export { childName, cidrBlockName, detailOf, isKey, tagsOf, zoneSuffix } from "./naming";
export type { Naming, Tagging } from "./naming";
export {
  InvalidArgumentsError,
  invalidArgumentsText,
  oneOf,
  refuseValue,
  under,
} from "./invalidArguments";
export { isFullServiceName, regionOf, serviceNameOf } from "./serviceNames";
