import { expect } from "chai";
import { verifyNetwork, type ResourceRecord } from "../../../analysis";
import { simUp, type RunResult } from "../../../automation";
import { rehearseProgram } from "../../../automation/testing";
import { fromResources } from "../../../automation/verification/verifyInputs";
import { ProgramLife, type Lived } from "../support/programLife";
import { describeLives } from "../support/programLives";

const drift = { type: "ec2.Vpc", name: "analytics", settings: { enableDnsHostnames: false } };
const THREE = ["a", "b", "c"];

/** All that a third zone is: what is new, and what lists subnets. */
const ZONE_ADDED = [
  "create ec2.NetworkAclAssociation analytics-private-1c",
  "create ec2.NetworkAclAssociation analytics-public-1c",
  "create ec2.RouteTableAssociation analytics-private-1c",
  "create ec2.RouteTableAssociation analytics-public-1c",
  "create ec2.Subnet analytics-private-1c",
  "create ec2.Subnet analytics-public-1c",
  "update ec2.VpcEndpoint analytics-logs",
  "update ec2.VpcEndpoint analytics-sns",
  "update ec2.VpcEndpoint analytics-sqs",
  "update ec2.VpcEndpoint analytics-states",
  "update lambda.Function analytics-dispatch",
  "update lambda.Function analytics-ingest",
  "update lambda.Function analytics-notify",
  "update lambda.Function analytics-process",
];
/** All that protects from deletion. */
const GIVEN_UP = [
  "update cognito.UserPool analytics",
  "update dynamodb.Table analytics-images",
  "update s3.Bucket analytics-images",
];

const LAYOUT = {
  public: { "us-east-1a": "10.0.0.0/24", "us-east-1b": "10.0.1.0/24", "us-east-1c": "10.0.2.0/24" },
  private: {
    "us-east-1a": "10.0.3.0/24",
    "us-east-1b": "10.0.4.0/24",
    "us-east-1c": "10.0.5.0/24",
  },
};

describeLives({
  program: "serverless",
  // The key of messages, which KMS deletes after thirty days.
  keptFor: "31d",
  environments: {
    dev: {
      resources: 188,
      change: {
        title: "a zone added",
        config: { availabilityZones: THREE },
        changes: "6 8 0 0 180",
        check: ({ touched, outputs }: Lived) => {
          expect(touched).to.deep.equal(ZONE_ADDED);
          expect(outputs.subnetLayout).to.deep.equal(LAYOUT);
        },
      },
      drift,
    },
    staging: {
      resources: 188,
      change: {
        title: "a zone added, and nothing protected any more",
        config: { availabilityZones: THREE, deletionProtection: false },
        changes: "6 11 0 0 177",
        check: ({ touched }: Lived) =>
          expect(touched).to.deep.equal([...ZONE_ADDED, ...GIVEN_UP].sort()),
      },
      drift,
    },
    prod: {
      resources: 194,
      change: {
        title: "flow logs kept longer, and nothing protected any more",
        config: { flowLogRetentionInDays: 90, deletionProtection: false },
        changes: "0 4 0 0 190",
        check: ({ touched }: Lived) =>
          expect(touched).to.deep.equal(
            [...GIVEN_UP, "update cloudwatch.LogGroup analytics-flow-logs"].sort(),
          ),
      },
      drift,
    },
  },
});

describe("serverless, refused", function () {
  this.timeout(120_000);

  /** What is said of a run with these settings. */
  async function said(life: ProgramLife, config: Record<string, unknown>): Promise<string> {
    const { home, stack } = life;
    return simUp(stack, { cwd: `${__dirname}/../../..`, home, config }).then(
      () => "it succeeded",
      (error: unknown) => JSON.stringify((error as { run?: RunResult }).run ?? String(error)),
    );
  }

  it("is refused a zone that the region lacks by the rehearsal, before anything changes", async () => {
    const life = await ProgramLife.open("serverless/dev");
    try {
      const failure = await said(life, {
        availabilityZones: ["a", "g"],
        reservedAvailabilityZones: 7,
      });
      expect(failure)
        .to.contain("InvalidParameterValue")
        .and.to.contain("us-east-1g")
        .and.to.contain("us-east-1a, us-east-1b")
        .and.to.contain("nothing was changed");
      expect(await life.isAsBefore()).to.equal(true);
    } finally {
      await life.close();
    }
  });

  it("is refused an API without the account's role for logs", async () => {
    const life = await ProgramLife.open("serverless/dev");
    try {
      const failure = await said(life, { apiAccountLogging: false });
      expect(failure)
        .to.contain("CloudWatch Logs role ARN must be set in account settings to enable logging")
        .and.to.contain("nothing was changed");
    } finally {
      await life.close();
    }
  });
});

describe("serverless, changed by hand", function () {
  this.timeout(180_000);
  let deployed: readonly ResourceRecord[];
  before(async () => {
    deployed = (await rehearseProgram("serverless/dev")).resources;
  });

  /** Which intents fail once these resources have other settings. */
  async function broken(change: (one: ResourceRecord) => object | undefined): Promise<string[]> {
    const changed = deployed.map((one) => {
      const other = change(one);
      if (other === undefined) return one;
      return { ...one, inputs: { ...one.inputs, ...other }, outputs: { ...one.outputs, ...other } };
    });
    const { verdicts } = verifyNetwork({
      ...(await fromResources(changed)),
      cloud: "simulated",
      waiversOn: new Date(0),
    });
    return verdicts
      .filter(({ status }) => status === "fails")
      .map(({ name }) => name.replace("analytics-", ""))
      .sort();
  }

  const named = ({ urn }: ResourceRecord, type: string, name: string) =>
    urn.endsWith(`${type}::${name}`);

  it("holds as it was deployed", async () => {
    expect(await broken(() => undefined)).to.deep.equal([]);
  });

  it("is seen when a gateway endpoint loses its route table: its service is met by NAT", async () => {
    const failed = await broken((one) =>
      named(one, "VpcEndpoint", "analytics-s3") ? { routeTableIds: [] } : undefined,
    );
    expect(failed).to.include.members(["s3-by-gateway-endpoint", "s3-never-by-nat"]);
  });

  it("is seen when an interface endpoint no longer takes its service's name", async () => {
    const failed = await broken((one) =>
      named(one, "VpcEndpoint", "analytics-states") ? { privateDnsEnabled: false } : undefined,
    );
    expect(failed).to.deep.equal(["states-at-private-address"]);
  });

  it("is seen when the private subnets lose their way to the NAT gateway", async () => {
    const failed = await broken((one) =>
      named(one, "Route", "analytics-private")
        ? { destinationCidrBlock: "192.0.2.0/24" }
        : undefined,
    );
    expect(failed).to.deep.equal(["internet"]);
  });

  it("is seen when the private ACL lets in replies from the VPC alone, as it was drawn", async () => {
    const failed = await broken((one) =>
      named(one, "NetworkAclRule", "analytics-private-ingress-allow-tcp-1024-65535-0.0.0.0-0")
        ? { cidrBlock: "10.0.0.0/16" }
        : undefined,
    );
    expect(failed).to.deep.equal([
      "dynamodb-by-gateway-endpoint",
      "internet",
      "s3-by-gateway-endpoint",
    ]);
  });
});
