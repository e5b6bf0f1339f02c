/** Values whose form the provider refuses at preview, in its words; and those next to them that it takes. */
import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { messageOf, newStack } from "../support";

type Row = readonly [property: string, refused: ValueMap, taken: ValueMap, said: string];

const long = (count: number): string => "a".repeat(count);
const arn = "arn:aws:iam::000000000000:role/a";
const badArn = "is an invalid ARN: arn: invalid prefix";
const one = (property: string, refused: ValueMap[string], taken: ValueMap[string], said: string) =>
  [property, { [property]: refused }, { [property]: taken }, said] as const;

const rows: Readonly<Record<string, readonly Row[]>> = {
  "aws:acm/certificate:Certificate": [
    one("subjectAlternativeNames", [long(254)], [long(253)], "subject_alternative_names.0"),
    one("domainName", "example.com.", "example.com", "cannot end with a period"),
    one("validationMethod", "NONE", "HTTP", 'one of ["EMAIL" "DNS" "HTTP"]'),
    one("earlyRenewalDuration", "60d", "P60D", "early_renewal_duration"),
    [
      "what goes together",
      { domainName: "a.b", validationMethod: "DNS", certificateChain: "c" },
      { domainName: "a.b", validationMethod: "DNS" },
      '"certificate_chain": conflicts with domain_name',
    ],
  ],
  "aws:apigateway/restApi:RestApi": [
    one("minimumCompressionSize", "x", "10", "cannot parse 'x' as int"),
    one("apiKeySource", "", "HEADER", 'one of ["HEADER" "AUTHORIZER"], got '),
  ],
  "aws:apigateway/authorizer:Authorizer": [one("providerArns", ["x"], [arn], badArn)],
  "aws:apigatewayv2/api:Api": [
    one("body", "{", "{}", "contains an invalid JSON"),
    one("credentialsArn", "x", arn, badArn),
    one("version", "", "1", "range (1 - 64)"),
  ],
  "aws:apigatewayv2/integration:Integration": [
    one("integrationMethod", "get", "GET", '"GET"'),
    one("integrationSubtype", long(129), long(128), "range (1 - 128)"),
  ],
  "aws:autoscaling/group:Group": [
    one("waitForCapacityTimeout", "10", "10m", "cannot be parsed as a duration"),
  ],
  "aws:autoscaling/lifecycleHook:LifecycleHook": [
    one("heartbeatTimeout", 29, 30, "range (30 - 7200)"),
    one("name", long(256), long(255), "range (1 - 255)"),
  ],
  "aws:autoscaling/policy:Policy": [one("minAdjustmentMagnitude", 0, 1, "at least (1)")],
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": [
    one("backupVaultName", "a b", "a_b", "lowercase letters, numbers, and hyphens"),
  ],
  "aws:cloudfront/originAccessControl:OriginAccessControl": [
    one("description", long(257), long(256), "range (0 - 256)"),
  ],
  "aws:cloudwatch/eventRule:EventRule": [one("eventBusName", "a b", "a/b", "event_bus_name")],
  "aws:cloudwatch/eventTarget:EventTarget": [
    one("inputPath", long(257), long(256), "range (0 - 256)"),
    one("eventBusName", arn, "arn:aws:events:eu-west-1:000000000000:event-bus/a", "event bus's"),
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    one("namePrefix", "a b", "a/b", `"name_prefix" isn't a valid log group name`),
    one("namePrefix", long(484), long(483), "longer than 483"),
  ],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [
    [
      "what goes together",
      { policyName: "a", resourceArn: "arn:aws:logs:us-east-1:000000000000:log-group:a" },
      { policyName: "a" },
      "only one of `policy_name,resource_arn` can be specified",
    ],
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    one("namespace", long(256), long(255), "range (1 - 255)"),
    [
      "what goes together",
      { threshold: 1, thresholdMetricId: "a" },
      { threshold: 1 },
      '"threshold": conflicts with threshold_metric_id',
    ],
  ],
  "aws:cognito/userPoolClient:UserPoolClient": [
    one("refreshTokenValidity", 3651, 3650, "between 1h0m0s and 87600h0m0s"),
    one("accessTokenValidity", 25, 24, "between 5m0s and 24h0m0s"),
    [
      "units",
      { idTokenValidity: 4, tokenValidityUnits: { idToken: "minutes" } },
      { idTokenValidity: 5, tokenValidityUnits: { idToken: "minutes" } },
      "id_token_validity",
    ],
  ],
  "aws:dynamodb/table:Table": [
    one("restoreDateTime", "2030-01-01", "2030-01-01T00:00:00Z", "RFC3339"),
    one("restoreSourceTableArn", "x", "arn:aws:dynamodb:eu-west-1:000000000000:table/a", badArn),
  ],
  "aws:dynamodb/tableItem:TableItem": [one("item", "10", "{}", 'Invalid format of "item"')],
  "aws:lb/targetGroup:TargetGroup": [
    one("deregistrationDelay", "x", 3600, "cannot parse 'x' as int"),
    one("loadBalancingCrossZoneEnabled", "x", "true", "use_load_balancer_configuration"),
    one("preserveClientIp", "x", "true", "cannot parse 'x' as boolean"),
  ],
  "aws:lb/listener:Listener": [
    one("tcpIdleTimeoutSeconds", 59, 60, "range (60 - 6000)"),
    one("alpnPolicy", "h2", "http2only", "HTTP2Only"),
    one("protocol", "x", "http", "GENEVE"),
  ],
  "aws:secretsmanager/secret:Secret": [
    one("namePrefix", "a b", "a/b", "only alphanumeric characters"),
    one("namePrefix", long(487), long(486), "greater than 486"),
  ],
  "aws:secretsmanager/secretPolicy:SecretPolicy": [one("secretArn", "x", arn, badArn)],
  "aws:secretsmanager/secretVersion:SecretVersion": [
    [
      "what goes together",
      { secretStringWoVersion: 1 },
      { secretStringWo: "a", secretStringWoVersion: 1 },
      '"secret_string_wo_version": all of',
    ],
  ],
  "aws:sfn/stateMachine:StateMachine": [
    one("namePrefix", long(55), long(54), "range (1 - 54)"),
    one("roleArn", "x", arn, badArn),
  ],
  "aws:sns/topic:Topic": [one("namePrefix", long(231), long(230), "invalid topic name")],
  "aws:sqs/queue:Queue": [one("namePrefix", long(55), long(54), "invalid queue name")],
  "aws:ssm/document:Document": [
    one("targetType", "AWS::EC2::Instance", "/AWS::EC2::Instance", "forward slash"),
    one("versionName", "ab", "a.b", "range (3 - 128)"),
    one("permissions", { type: "Share" }, { type: "Share", account_ids: "all" }, "account_ids"),
    one("permissions", { type: "x", account_ids: "a" }, {}, 'only Share "type" supported'),
  ],
  "aws:ssm/parameter:Parameter": [
    [
      "what goes together",
      { valueWo: "a" },
      { valueWo: "a", valueWoVersion: 1 },
      "all of `value_wo,value_wo_version` must be specified",
    ],
  ],
  "aws:wafv2/ipSet:IpSet": [
    one("description", "", "a", "range (1 - 256)"),
    one("namePrefix", long(103), long(102), "range (1 - 102)"),
  ],
  "aws:wafv2/webAcl:WebAcl": [one("tokenDomains", ["a b"], ["a.b"], "token_domains.0")],
};

describe("values of no such form", () => {
  for (const [type, all] of Object.entries(rows))
    for (const [property, refused, taken, said] of all)
      it(`are refused at preview: ${type}, ${property}: ${said}`, async () => {
        const stack = await newStack();
        expect(await messageOf(stack.check(type, "x", refused))).to.include(said);
        expect(await messageOf(stack.check(type, "x", taken))).not.to.include(said);
      });
});
