import { describeLives } from "../support/programLives";

const drift = {
  type: "ec2.Subnet",
  name: "payment-private-1a",
  settings: { mapPublicIpOnLaunch: true },
};
const change = {
  title: "another port opened between the two",
  config: { ports: [443, 5432, 22, 8443] },
  changes: "0 0 0 0 0",
};

describeLives({
  program: "peering",
  // AWS shows a deleted connection for a while.
  keptFor: "7d",
  environments: {
    dev: { resources: 177, change, drift },
    staging: { resources: 177, change, drift },
    prod: { resources: 177, change, drift },
  },
});
