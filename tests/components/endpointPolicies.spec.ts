/** The policies of endpoints: those of a data perimeter, as AWS's examples have them, and one's own. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

type Args = Omit<net.VpcEndpointsArgs, "vpc">;
const make = (args: Args) => new net.VpcEndpoints("main", { vpc: SITE, ...args });
const refusal = async (args: Args) => (await messageOf(() => make(args))).split("\n").slice(1);

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}
interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

async function policy(args: Args, service: string): Promise<Policy> {
  const all = inventory(await record(() => make(args)));
  const text = all[`VpcEndpoint main-${service} < VpcEndpoints`]?.policy as string;
  return JSON.parse(text) as Policy;
}

const statement = async (args: Args, service: string, sid: string) =>
  (await policy(args, service)).Statement.find(({ Sid }) => Sid === sid);

const ORG = "o-a1b2c3d4e5";
const BUCKETS = "AllowRequestsToAWSOwnedResources";
const byService = {
  Sid: "AllowRequestsByAWSServicePrincipals",
  Effect: "Allow",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } },
};
const toOwn = (who: string, whose: string, condition: object) => ({
  ...byService,
  Sid: `AllowRequestsBy${who}IdentitiesTo${whose}Resources`,
  Condition: { StringEquals: condition },
});

describe("A data perimeter at endpoints", () => {
  it("lets the organization's identities reach the organization's resources, and AWS's services in", async () => {
    const args = { interface: ["sqs"], dataPerimeter: { principalOrgId: ORG } };
    expect(await policy(args, "sqs")).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        toOwn("Orgs", "Orgs", { "aws:PrincipalOrgID": ORG, "aws:ResourceOrgID": ORG }),
        byService,
      ],
    });
  });

  it("says each pair of who and whose by itself, where both are given in two ways", async () => {
    const dataPerimeter = {
      principalOrgId: pulumi.output(ORG),
      principalAccountIds: ["111111111111"],
      resourceOrgId: "o-zzzzzzzzzz",
      resourceAccountIds: [pulumi.output("222222222222"), "333333333333"],
    };
    const { Statement: statements } = await policy(
      { gateway: ["dynamodb"], dataPerimeter },
      "dynamodb",
    );
    const org = { "aws:PrincipalOrgID": ORG };
    const account = { "aws:PrincipalAccount": ["111111111111"] };
    const theirOrg = { "aws:ResourceOrgID": "o-zzzzzzzzzz" };
    const theirs = { "aws:ResourceAccount": ["222222222222", "333333333333"] };
    expect(statements).to.deep.equal([
      toOwn("Orgs", "Orgs", { ...org, ...theirOrg }),
      toOwn("Orgs", "Accounts", { ...org, ...theirs }),
      toOwn("Accounts", "Orgs", { ...account, ...theirOrg }),
      toOwn("Accounts", "Accounts", { ...account, ...theirs }),
      byService,
    ]);
  });

  it("holds accounts alone, where there is no organization", async () => {
    const dataPerimeter = { principalAccountIds: ["111111111111"] };
    const { Statement: statements } = await policy({ interface: ["sqs"], dataPerimeter }, "sqs");
    const ids = ["111111111111"];
    expect(statements[0]).to.deep.equal(
      toOwn("Accounts", "Accounts", { "aws:PrincipalAccount": ids, "aws:ResourceAccount": ids }),
    );
  });

  for (const [service, actions, resources] of [
    [
      "ssm",
      [
        "ssm:Describe*",
        "ssm:List*",
        "ssm:Get*",
        "ssm:SendCommand",
        "ssm:CreateAssociation",
        "ssm:StartSession",
        "ssm:StartChangeRequestExecution",
        "ssm:StartAutomationExecution",
      ],
      [
        "arn:aws:ssm:us-east-1::parameter/aws/*",
        "arn:aws:ssm:us-east-1::document/*",
        "arn:aws:ssm:*::automation-definition/*",
      ],
    ],
    [
      "ec2",
      [
        "ec2:RunInstances",
        "ec2:CreateReplaceRootVolumeTask",
        "ec2:CreateTags",
        "ec2:DeleteTags",
        "ec2:GetManagedPrefixListEntries",
      ],
      ["arn:aws:ec2:*::image/*", "arn:aws:ec2:*:aws:prefix-list/*"],
    ],
    [
      "cloudformation",
      "cloudformation:CreateChangeSet",
      ["arn:aws:cloudformation:us-east-1:aws:transform/*"],
    ],
    ["iam", "*", ["arn:aws:iam::aws:policy/*"]],
    [
      "imagebuilder",
      ["imagebuilder:GetComponent", "imagebuilder:GetImage"],
      [
        "arn:aws:imagebuilder:us-east-1:aws:component/*",
        "arn:aws:imagebuilder:us-east-1:aws:image/*",
      ],
    ],
  ] as const) {
    it(`lets the organization's identities, and nobody else, reach AWS's own at ${service}`, async () => {
      const args = { interface: [service], dataPerimeter: { principalOrgId: ORG } };
      expect(
        await statement(args, service, "AllowRequestsByOrgsIdentitiesToAWSResources"),
      ).to.deep.equal({
        Sid: "AllowRequestsByOrgsIdentitiesToAWSResources",
        Effect: "Allow",
        Principal: "*",
        Action: actions,
        Resource: resources,
        Condition: { StringEquals: { "aws:PrincipalOrgID": ORG } },
      });
    });
  }

  it("lets everybody read the layers of ECR and Systems Manager's buckets, beside their endpoints", async () => {
    const dataPerimeter = { principalOrgId: ORG };
    const bundles = [net.EndpointBundle.Ecr];
    expect(await statement({ bundles, dataPerimeter }, "s3", BUCKETS)).to.deep.equal({
      Sid: BUCKETS,
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"],
    });
    const ssm = await statement(
      { bundles: [net.EndpointBundle.Ssm], dataPerimeter },
      "s3",
      BUCKETS,
    );
    expect(ssm?.Resource).to.deep.equal([
      "arn:aws:s3:::aws-ssm-us-east-1/*",
      "arn:aws:s3:::aws-windows-downloads-us-east-1/*",
      "arn:aws:s3:::amazon-ssm-us-east-1/*",
      "arn:aws:s3:::amazon-ssm-packages-us-east-1/*",
      "arn:aws:s3:::us-east-1-birdwatcher-prod/*",
      "arn:aws:s3:::aws-ssm-distributor-file-us-east-1/*",
      "arn:aws:s3:::aws-ssm-document-attachments-us-east-1/*",
      "arn:aws:s3:::patch-baseline-snapshot-us-east-1/*",
      "arn:aws:s3:::aws-patchmanager-macos-us-east-1/*",
      "arn:aws:s3:::session-manager-downloads/*",
      "arn:aws:s3:::ssm-document-categories/*",
    ]);
  });

  it("lets no bucket of AWS's be read that nothing beside it needs, or that is not asked for", async () => {
    const dataPerimeter = { principalOrgId: ORG };
    expect(await statement({ gateway: ["s3"], dataPerimeter }, "s3", BUCKETS)).to.equal(undefined);
    const none = { ...dataPerimeter, exceptions: [] };
    const bundles = [net.EndpointBundle.Ecr];
    expect(await statement({ bundles, dataPerimeter: none }, "s3", BUCKETS)).to.equal(undefined);
    expect(await statement({ bundles, dataPerimeter }, "ecr.dkr", BUCKETS)).to.equal(undefined);
  });

  it("lets the buckets be read that are asked for, in the partition of the region", async () => {
    const { EcrLayers, SystemsManager, ...others } = net.DataPerimeterException;
    const all = {
      gateway: ["s3"],
      region: "us-gov-west-1",
      dataPerimeter: { principalOrgId: ORG, exceptions: Object.values(others) },
    };
    expect((await statement(all, "s3", BUCKETS))?.Resource).to.deep.equal(
      [
        "packages.us-gov-west-1.amazonaws.com/*",
        "repo.us-gov-west-1.amazonaws.com/*",
        "amazonlinux.us-gov-west-1.amazonaws.com/*",
        "amazonlinux-2-repos-us-gov-west-1/*",
        "al2023-repos-us-gov-west-1-de612dc2/*",
        "al2023-us-gov-west-1/*",
        "amazoncloudwatch-agent-us-gov-west-1/*",
        "amazoncloudwatch-agent/*",
        "aws-codedeploy-us-gov-west-1/*",
        "repo.us-gov-west-1.emr.amazonaws.com/*",
        "prod.us-gov-west-1.appinfo.src/*",
        "ec2imagebuilder-toe-us-gov-west-1-prod/*",
        "ec2imagebuilder-managed-resources-us-gov-west-1-prod/components/*",
        "elasticbeanstalk-samples-us-gov-west-1/*",
        "elasticbeanstalk-platform-assets-us-gov-west-1/*",
        "elasticbeanstalk-env-resources-us-gov-west-1/*",
        "elasticbeanstalk-us-gov-west-1/*",
      ].map((bucket) => `arn:aws-us-gov:s3:::${bucket}`),
    );
    expect([EcrLayers, SystemsManager]).to.deep.equal(["ecrLayers", "systemsManager"]);
    const china = {
      gateway: ["cn.com.amazonaws.cn-north-1.s3"],
      dataPerimeter: { principalOrgId: ORG, exceptions: [EcrLayers] },
    };
    expect((await statement(china, "s3", BUCKETS))?.Resource).to.deep.equal([
      "arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*",
    ]);
  });

  it("is as long as AWS takes, with every exception", async () => {
    const exceptions = Object.values(net.DataPerimeterException);
    const dataPerimeter = {
      principalOrgId: ORG,
      principalAccountIds: ["111111111111"],
      resourceOrgId: ORG,
      resourceAccountIds: ["111111111111"],
      exceptions,
    };
    const args = { gateway: ["s3"], region: "ap-southeast-2", dataPerimeter };
    expect(JSON.stringify(await policy(args, "s3")).length).to.be.lessThan(20_480);
  });
});

describe("A policy of one's own at an endpoint", () => {
  const own = JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }],
  });

  it("takes the place of the perimeter's, for its service alone", async () => {
    const args = {
      interface: ["sqs", "sns"],
      policies: { sqs: pulumi.output(own) },
      dataPerimeter: { principalOrgId: ORG },
    };
    expect(await policy(args, "sqs")).to.deep.equal(JSON.parse(own));
    expect((await policy(args, "sns")).Statement).to.have.length(2);
  });

  it("is none where none is asked for: AWS's stays", async () => {
    const all = inventory(await record(() => make({ gateway: ["s3"], interface: ["sqs"] })));
    expect(Object.values(all).filter((inputs) => "policy" in inputs)).to.deep.equal([]);
  });

  it("is given to AWS as a secret where it is one", async () => {
    const { resources } = await record(() =>
      make({
        interface: ["sqs"],
        dataPerimeter: { principalOrgId: pulumi.secret(ORG) },
      }),
    );
    const inputs = resources.find(({ name }) => name === "main-sqs")?.inputs.policy;
    expect(JSON.stringify(inputs)).to.contain("4dabf18193072939515e22adb298388d");
  });
});

describe("Endpoint policies are refused", () => {
  for (const [title, args, expected] of [
    [
      "for what has no endpoint here, takes none, is too long or no JSON",
      {
        gateway: ["s3"],
        interface: ["email-smtp", "sqs", "sns"],
        policies: {
          kms: "{}",
          "email-smtp": "{}",
          s3: `"${"x".repeat(20_479)}"`,
          sqs: "Allow *",
          sns: "[]",
        },
      },
      [
        '  - policies["kms"]: must be for an endpoint made here (s3, email-smtp, sqs, sns), got "kms"',
        '  - policies["email-smtp"]: must be left out: "email-smtp" takes no endpoint policy, and lets everything through',
        '  - policies["s3"]: must be at most 20480 characters, got 20481; AWS takes no longer endpoint policy',
        '  - policies["sqs"]: must be a policy document as JSON, got "Allow *"',
        '  - policies["sns"]: must be a policy document as JSON, got "[]"',
      ],
    ],
    [
      "as a perimeter around nobody",
      { interface: ["sqs"], dataPerimeter: { resourceOrgId: ORG } },
      [
        "  - dataPerimeter.principalOrgId: must be given, or principalAccountIds: without either the perimeter lets identities of nobody through",
      ],
    ],
    [
      "as a perimeter beside a service that takes none",
      {
        interface: ["email-smtp", "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"],
        dataPerimeter: { principalOrgId: ORG },
      },
      [
        '  - dataPerimeter: must be left out beside "email-smtp", which takes no endpoint policy, so that nothing can be held there; make its endpoint in another VpcEndpoints',
        '  - dataPerimeter: must be left out beside "us-east-1.vpce-svc-0123456789abcdef0", which takes no endpoint policy, so that nothing can be held there; make its endpoint in another VpcEndpoints',
      ],
    ],
    [
      "as a perimeter of what is no organization, account or exception",
      {
        interface: ["sqs"],
        dataPerimeter: {
          principalOrgId: "acme",
          principalAccountIds: [],
          resourceOrgId: "o-*",
          resourceAccountIds: ["1234"],
          exceptions: [unknown("all")],
        },
      },
      [
        '  - dataPerimeter.principalOrgId: must be the id of an organization, such as "o-a1b2c3d4e5", got "acme"',
        '  - dataPerimeter.resourceOrgId: must be the id of an organization, such as "o-a1b2c3d4e5", got "o-*"',
        "  - dataPerimeter.principalAccountIds: must have an account, or be left out, got none",
        '  - dataPerimeter.resourceAccountIds[0]: must be the twelve digits of an account, got "1234"',
        '  - dataPerimeter.exceptions[0]: must be one of "ecrLayers", "systemsManager", "amazonLinux2", "amazonLinux2023", "cloudWatchAgent", "codeDeploy", "emr", "imageBuilder", "elasticBeanstalk", got "all"',
        '  - dataPerimeter.exceptions: must be left out without an endpoint for "s3", got all; they are buckets',
      ],
    ],
  ] as [string, Args, string[]][]) {
    it(title, async () => {
      expect(await refusal(args)).to.deep.equal(expected);
    });
  }
});
