/** Security groups that nothing carries. */
import type { SecurityGroup } from "../../model/network";
import type { BaselineRule } from "../rule";
import { isAllRead } from "../reach";
import { component, type Survey } from "../survey";

export const unusedGroup: BaselineRule = {
  name: "unused-group",
  grade: "info",
  looksFor:
    "A security group that no network interface carries, in a VPC where something stands. Not said where resources that are not modelled might carry it, nor of default groups.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  find: (survey) =>
    isAllRead(survey)
      ? survey.network.securityGroups
          .filter((group) => isUnused(survey, group))
          .map((group) => ({
            grade: "info",
            title: `no network interface carries security group ${group.name}`,
            explanation:
              "Its rules do nothing; who reads them may think that something is protected, or let in, by them.",
            component: component(survey, group.key),
            remedy: "Give the group to the interfaces that it is meant for, or delete it.",
          }))
      : [],
};

/** Whether the group is one that exists whether or not anyone wants it. */
const isDefault = ({ key, name, type }: SecurityGroup): boolean =>
  type.endsWith(":DefaultSecurityGroup") ||
  key.endsWith("#defaultSecurityGroup") ||
  name === "default";

const isUnused = (survey: Survey, group: SecurityGroup): boolean =>
  !isDefault(group) && survey.vpcsAtWork.has(group.vpc) && !survey.carriers.has(group.key);
