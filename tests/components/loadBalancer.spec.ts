import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";
import { SITE } from "./site";
const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const site = { ...SITE, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("LoadBalancer", () => {
  it("stands in the public subnets, in the clear where there is no certificate", async () => {
    expect(
      await made(
        () =>
          new net.LoadBalancer("shop", { vpc: SITE, securityGroupIds: ["sg-1"], targetPort: 8080 }),
      ),
    ).to.deep.equal({
      "LoadBalancer shop < ": {},
      "TargetGroup shop-main < LoadBalancer": {
        healthCheck: {
          healthyThreshold: 2,
          interval: 15,
          matcher: "200",
          path: "/",
          port: "traffic-port",
          protocol: "HTTP",
          unhealthyThreshold: 3,
        },
        port: 8080,
        protocol: "HTTP",
        tags: {
          Name: "shop-main",
        },
        targetType: "instance",
        vpcId: "vpc-1",
      },
      "LoadBalancer shop < LoadBalancer": {
        dropInvalidHeaderFields: true,
        enableDeletionProtection: false,
        internal: false,
        loadBalancerType: "application",
        securityGroups: ["sg-1"],
        subnets: ["subnet-pub-a", "subnet-pub-b"],
        tags: {
          Name: "shop",
        },
      },
      "Listener shop-http < LoadBalancer": {
        defaultActions: [
          {
            forward: {
              targetGroups: [
                {
                  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-main/1",
                  weight: 100,
                },
              ],
            },
            type: "forward",
          },
        ],
        loadBalancerArn:
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1",
        port: 80,
        protocol: "HTTP",
        tags: {
          Name: "shop-http",
        },
      },
    });
  });

  it("is as it is told to be: HTTPS, shares, a header without which nothing passes", async () => {
    expect(
      await made(
        () =>
          new net.LoadBalancer("shop", {
            vpc: site,
            tier: "private",
            internal: true,
            securityGroupIds: ["sg-1"],
            targetPort: 8080,
            traffic: { blue: 90, green: 10 },
            healthCheck: {
              path: "/health",
              port: 8081,
              matcher: "200-299",
              intervalInSeconds: 10,
              healthyThreshold: 3,
              unhealthyThreshold: 2,
            },
            certificateArn: "cert",
            sslPolicy: "policy",
            logBucketName: "logs",
            deletionProtection: true,
            requiredHeader: { name: "x-origin-key", value: "open sesame" },
            ...tagged,
          }),
      ),
    ).to.deep.equal({
      "LoadBalancer shop < ": {},
      "TargetGroup shop-blue < LoadBalancer": {
        healthCheck: {
          healthyThreshold: 3,
          interval: 10,
          matcher: "200-299",
          path: "/health",
          port: "8081",
          protocol: "HTTP",
          unhealthyThreshold: 2,
        },
        port: 8080,
        protocol: "HTTP",
        region: "eu-west-1",
        tags: {
          Name: "tg-shop-blue-dev",
          Service: "shop",
        },
        targetType: "instance",
        vpcId: "vpc-1",
      },
      "TargetGroup shop-green < LoadBalancer": {
        healthCheck: {
          healthyThreshold: 3,
          interval: 10,
          matcher: "200-299",
          path: "/health",
          port: "8081",
          protocol: "HTTP",
          unhealthyThreshold: 2,
        },
        port: 8080,
        protocol: "HTTP",
        region: "eu-west-1",
        tags: {
          Name: "tg-shop-green-dev",
          Service: "shop",
        },
        targetType: "instance",
        vpcId: "vpc-1",
      },
      "LoadBalancer shop < LoadBalancer": {
        accessLogs: {
          bucket: "logs",
          enabled: true,
        },
        dropInvalidHeaderFields: true,
        enableDeletionProtection: true,
        internal: true,
        loadBalancerType: "application",
        region: "eu-west-1",
        securityGroups: ["sg-1"],
        subnets: ["subnet-prv-a", "subnet-prv-b"],
        tags: {
          Name: "alb-shop-dev",
          Service: "shop",
        },
      },
      "Listener shop-http < LoadBalancer": {
        defaultActions: [
          {
            redirect: {
              port: "443",
              protocol: "HTTPS",
              statusCode: "HTTP_301",
            },
            type: "redirect",
          },
        ],
        loadBalancerArn:
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1",
        port: 80,
        protocol: "HTTP",
        region: "eu-west-1",
        tags: {
          Name: "listener-shop-http-dev",
          Service: "shop",
        },
      },
      "Listener shop-https < LoadBalancer": {
        certificateArn: "cert",
        defaultActions: [
          {
            fixedResponse: {
              contentType: "text/plain",
              messageBody: "Forbidden",
              statusCode: "403",
            },
            type: "fixed-response",
          },
        ],
        loadBalancerArn:
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1",
        port: 443,
        protocol: "HTTPS",
        region: "eu-west-1",
        sslPolicy: "policy",
        tags: {
          Name: "listener-shop-https-dev",
          Service: "shop",
        },
      },
      "ListenerRule shop-https < LoadBalancer": {
        actions: [
          {
            forward: {
              targetGroups: [
                {
                  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-blue/1",
                  weight: 90,
                },
                {
                  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-green/1",
                  weight: 10,
                },
              ],
            },
            type: "forward",
          },
        ],
        conditions: {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          value: [
            {
              httpHeader: {
                httpHeaderName: "x-origin-key",
                values: ["open sesame"],
              },
            },
          ],
        },
        listenerArn:
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop-https/1/1",
        priority: 1,
        region: "eu-west-1",
        tags: {
          Name: "rule-shop-https-dev",
          Service: "shop",
        },
      },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const message = await messageOf(
      () =>
        new net.LoadBalancer("shop", {
          vpc: SITE,
          tier: "web",
          securityGroupIds: [],
          targetPort: 0,
          traffic: { Blue: 1000, green: 0 },
          healthCheck: {
            path: "health",
            port: 70000,
            matcher: "600",
            intervalInSeconds: 4,
            healthyThreshold: 1,
            unhealthyThreshold: 11,
          },
          sslPolicy: "policy",
          requiredHeader: { name: "x key", value: "" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - tier: must be one of public, private, got "web"',
      "  - securityGroupIds: must list a security group, got none; AWS would give it the network's default one",
      "  - targetPort: must be a whole number from 1 to 65535, got 0",
      '  - traffic: must have names of lower-case letters, digits and hyphens, got "Blue"',
      '  - traffic["Blue"]: must be a whole number from 0 to 999, got 1000',
      "  - healthCheck.intervalInSeconds: must be a whole number from 5 to 300, got 4",
      "  - healthCheck.healthyThreshold: must be a whole number from 2 to 10, got 1",
      "  - healthCheck.unhealthyThreshold: must be a whole number from 2 to 10, got 11",
      "  - healthCheck.port: must be a whole number from 1 to 65535, got 70000",
      '  - healthCheck.path: must begin with "/", without spaces, 1024 characters at most, got "health"',
      '  - healthCheck.matcher: must be codes from 200 to 499, such as "200" or "200-299", got "600"',
      '  - requiredHeader.name: must be 1 to 40 letters, digits, hyphens and underscores, got "x key"',
      "  - sslPolicy: must be left out without certificateArn: there is no HTTPS listener",
    ]);
  });

  it("refuses shares of nothing, and of too many", async () => {
    const message = await messageOf(
      () =>
        new net.LoadBalancer("shop", {
          vpc: SITE,
          securityGroupIds: ["sg-1"],
          targetPort: 80,
          traffic: { blue: 0 },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - traffic: must give a share to one target group at least, got 0 for all",
    ]);
  });

  it("refuses more target groups than a listener forwards to", async () => {
    const message = await messageOf(
      () =>
        new net.LoadBalancer("shop", {
          vpc: SITE,
          securityGroupIds: ["sg-1"],
          targetPort: 80,
          traffic: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - traffic: must name 1 to 5 target groups, got 6",
    ]);
  });

  it("refuses to face the internet from private subnets", async () => {
    const message = await messageOf(
      () =>
        new net.LoadBalancer("shop", {
          vpc: SITE,
          tier: "private",
          securityGroupIds: ["sg-1"],
          targetPort: 80,
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - tier: must be a public tier, got "private", which is private; or set internal: true',
    ]);
  });

  it("refuses to stand in one zone", async () => {
    const message = await messageOf(
      () =>
        new net.LoadBalancer("shop", {
          vpc: { ...SITE, subnetIds: { public: { "us-east-1a": "subnet-1" } } },
          securityGroupIds: ["sg-1"],
          targetPort: 80,
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - tier: must have subnets in two zones at least, got "public" in us-east-1a',
    ]);
  });
});
