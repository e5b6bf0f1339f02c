import { describeLives } from "../support/programLives";

const drift = {
  type: "ec2.Subnet",
  name: "payment-private-1a",
  settings: { mapPublicIpOnLaunch: true },
};
// Of each side a rule of the group and one of the ACL, both ways; and the two intents.
const change = {
  title: "another port opened between the two",
  config: { ports: [443, 5432, 22, 8443] },
  accept: ["intents"] as const,
};

describeLives({
  program: "peering",
  // AWS shows a deleted connection for a while.
  keptFor: "7d",
  environments: {
    dev: { resources: 177, change: { ...change, changes: "8 2 0 0 175" }, drift },
    staging: { resources: 179, change: { ...change, changes: "8 2 0 0 177" }, drift },
    prod: { resources: 177, change: { ...change, changes: "8 2 0 0 175" }, drift },
  },
});
