import { describeLives } from "../support/programLives";

const drift = { type: "ec2.Vpc", name: "analytics", settings: { enableDnsHostnames: false } };
const change = {
  title: "a zone added",
  config: { availabilityZones: ["a", "b", "c"] },
  changes: "6 5 0 0 99",
};

describeLives({
  program: "serverless",
  environments: {
    dev: { resources: 104, change, drift },
    staging: { resources: 104, change, drift },
    prod: {
      resources: 110,
      change: {
        title: "flow logs kept longer",
        config: { flowLogRetentionInDays: 90 },
        changes: "0 1 0 0 109",
      },
      drift,
    },
  },
});
