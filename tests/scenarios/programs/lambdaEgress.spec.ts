import { describeLives } from "../support/programLives";

const drift = {
  type: "ec2.Subnet",
  name: "mailer-lambda-2a",
  settings: { mapPublicIpOnLaunch: true },
};

describeLives({
  program: "lambda-egress",
  // The key of the database, which KMS deletes after thirty days.
  keptFor: "40d",
  environments: {
    dev: {
      resources: 68,
      change: {
        title: "a NAT gateway for each zone",
        config: { natGatewayStrategy: "onePerAz" },
        changes: "4 2 0 0 66",
      },
      drift,
    },
    staging: {
      resources: 74,
      change: {
        title: "backups kept longer",
        config: { backupRetentionInDays: 14 },
        changes: "0 1 0 0 73",
      },
      drift,
    },
    prod: {
      resources: 85,
      change: {
        title: "its database given up",
        config: { databaseProtection: false },
        changes: "0 1 0 0 84",
      },
      drift,
    },
  },
});
