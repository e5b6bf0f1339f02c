export { checkedPlan } from "./checkedPlan";
export { refuseRetention } from "./logRetention";
export { SubnetType, routeTablesOfTier, tiersOfType } from "./vpcAttributes";
export type { VpcAttributes } from "./vpcAttributes";
export { childName, cidrBlockName, tagsOf, zoneSuffix } from "./naming";
export type { Naming, Tagging } from "./naming";
export { InvalidArgumentsError, oneOf, under } from "./invalidArguments";
