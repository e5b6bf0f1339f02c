/** A network in which one part lets everything through: what it hid comes to light. */
import type { AclRule, Network, SecurityGroupRule } from "../../../../analysis/model/network";

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

const aclRules = (key: string): AclRule[] =>
  EVERYWHERE.map((cidr, index) => ({ key, number: index + 1, allow: true, traffic: {}, cidr }));

const groupRules = (key: string): SecurityGroupRule[] =>
  EVERYWHERE.map((cidr) => ({ key, traffic: {}, remote: { cidr } }));

/** Undefined where the part is neither a network ACL nor a security group. */
export function opened(network: Network, key: string): Network | undefined {
  if (network.networkAcls.some((acl) => acl.key === key)) {
    const rules = { ingress: aclRules(key), egress: aclRules(key) };
    const networkAcls = network.networkAcls.map((acl) =>
      acl.key === key ? { ...acl, ...rules } : acl,
    );
    return { ...network, networkAcls };
  }
  if (network.securityGroups.some((group) => group.key === key)) {
    const rules = { ingress: groupRules(key), egress: groupRules(key) };
    const securityGroups = network.securityGroups.map((group) =>
      group.key === key ? { ...group, ...rules } : group,
    );
    return { ...network, securityGroups };
  }
  return undefined;
}

/** As if no interface were behind a security group. */
export function withoutSecurityGroups(network: Network): Network {
  const networkInterfaces = network.networkInterfaces.map((one) => ({ ...one, filtered: false }));
  return { ...network, networkInterfaces };
}
