import type { ValueMap } from "../../../simulator";
import { type Suite, permit, tagged, trust } from "../lifecycleCases";
import { network, textOf, types } from "../support";

const code = { code: { path: "./function.zip", hash: "one" } };

export const plain = { ...code, handler: "index.handler", runtime: "nodejs22.x" };

export const suite: Suite = {
  async surroundings(stack) {
    const { vpc, gateway, subnet } = await network(stack);
    const group = await stack.create(types.group, "around", { vpcId: vpc.id });
    const assumeRolePolicy = trust("lambda.amazonaws.com");
    const role = await stack.create(types.role, "around", { assumeRolePolicy });
    const other = await stack.create(types.role, "other", { assumeRolePolicy });
    const policies = [];
    for (const one of [role, other])
      policies.push(
        await stack.create(types.rolePolicy, one.name, { role: one.id, policy: permit("*") }),
      );
    const queue = await stack.create("aws:sqs/queue:Queue", "around", {});
    const layer = await stack.create("aws:lambda/layerVersion:LayerVersion", "around", {
      layerName: "around",
      ...code,
    });
    await stack.world.advance(60);
    const around = await stack.create("aws:lambda/function:Function", "around", {
      ...plain,
      role: role.properties.arn!,
      publish: true,
    });
    const second = await stack.create("aws:lambda/function:Function", "second", {
      ...plain,
      role: role.properties.arn!,
    });
    const roleArn = textOf(role.properties, "arn");
    const ids = { subnet: subnet.id, group: group.id, role: roleArn, layer: layer.id };
    const queueArn = textOf(queue.properties, "arn");
    const more = {
      other: textOf(other.properties, "arn"),
      function: around.id,
      queue: queueArn,
      second: second.id,
    };
    const network_ = [vpc, gateway, subnet, group];
    const made = [...network_, role, other, ...policies, queue, layer, around, second];
    return { ids: { ...ids, ...more }, made };
  },
  cases: [
    {
      type: "aws:lambda/function:Function",
      args: ({ role }) => ({ ...plain, role: role! }),
      updates: {
        ...tagged,
        architectures: () => ({ architectures: ["arm64"] }),
        code: () => ({ code: { path: "./function.zip", hash: "two" } }),
        codeSigningConfigArn: () => arn("codeSigningConfigArn"),
        deadLetterConfig: ({ queue }) => ({ deadLetterConfig: { targetArn: queue! } }),
        environment: () => ({ environment: { variables: { STAGE: "dev" } } }),
        ephemeralStorage: () => ({ ephemeralStorage: { size: 1024 } }),
        fileSystemConfig: () => ({
          fileSystemConfig: {
            arn: "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0",
            localMountPath: "/mnt/data",
          },
        }),
        imageConfig: () => ({ imageConfig: { commands: ["run"] } }),
        kmsKeyArn: () => arn("kmsKeyArn"),
        layers: ({ layer }) => ({ layers: [layer!] }),
        loggingConfig: () => ({ loggingConfig: { logFormat: "JSON" } }),
        publishTo: () => ({ publishTo: "LATEST_PUBLISHED" }),
        replacementSecurityGroupIds: ({ group }) => ({
          replaceSecurityGroupsOnDestroy: true,
          replacementSecurityGroupIds: [group!],
        }),
        role: ({ other }) => ({ role: other! }),
        runtime: () => ({ runtime: "nodejs24.x" }),
        snapStart: () => ({ snapStart: { applyOn: "PublishedVersions" } }),
        tracingConfig: () => ({ tracingConfig: { mode: "Active" } }),
        vpcConfig: ({ subnet, group }) => ({
          vpcConfig: { subnetIds: [subnet!], securityGroupIds: [group!] },
        }),
      },
      replaces: {
        durableConfig: () => ({ durableConfig: { executionTimeout: 60 } }),
        packageType: () => ({
          packageType: "Image",
          code: null,
          imageUri: "000000000000.dkr.ecr.us-east-1.amazonaws.com/app:1",
        }),
        tenancyConfig: () => ({ tenancyConfig: { tenantIsolationMode: "PER_TENANT" } }),
      },
      untried: {
        codeSha256: "a made-up value is not that of the code: AWS answers its own",
        imageUri: "of functions of images, and another package type makes another function",
        s3Bucket: "needs the key beside it, and no code: tested by itself",
        s3Key: "needs the bucket beside it, and no code: tested by itself",
        s3ObjectVersion: "needs the bucket beside it, and no code: tested by itself",
      },
    },
    {
      type: "aws:lambda/permission:Permission",
      args: (ids) => ({
        function: ids.function!,
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
      }),
      replaces: {
        action: () => ({ action: "lambda:GetFunction" }),
        functionUrlAuthType: () => ({ functionUrlAuthType: "NONE" }),
        principalOrgId: () => ({ principalOrgId: "o-0000000000" }),
        sourceAccount: () => ({ sourceAccount: "000000000000" }),
        sourceArn: () => arn("sourceArn"),
      },
      importId: (made) => `${textOf(made.properties, "function")}/${made.id}`,
    },
    {
      type: "aws:lambda/alias:Alias",
      args: (ids) => ({ functionName: ids.function!, functionVersion: "$LATEST" }),
      updates: {
        functionVersion: () => ({ functionVersion: "1" }),
        routingConfig: () => ({
          functionVersion: "1",
          routingConfig: { additionalVersionWeights: { "1": 0.5 } },
        }),
      },
      replaces: { functionName: () => ({ functionName: "other" }) },
    },
    {
      type: "aws:lambda/functionUrl:FunctionUrl",
      args: (ids) => ({ functionName: ids.function!, authorizationType: "AWS_IAM" }),
      updates: {
        authorizationType: () => ({ authorizationType: "NONE" }),
        cors: () => ({ cors: { allowOrigins: ["*"], maxAge: 60 } }),
        invokeMode: () => ({ invokeMode: "RESPONSE_STREAM" }),
      },
    },
    {
      type: "aws:lambda/layerVersion:LayerVersion",
      args: () => ({ layerName: "one", ...code }),
      replaces: {
        compatibleArchitectures: () => ({ compatibleArchitectures: ["arm64"] }),
        compatibleRuntimes: () => ({ compatibleRuntimes: ["nodejs22.x"] }),
        s3Bucket: () => ({ s3Bucket: "b", s3Key: "k", code: null }),
        s3Key: () => ({ s3Bucket: "b", s3Key: "k", code: null }),
        s3ObjectVersion: () => ({ s3Bucket: "b", s3Key: "k", s3ObjectVersion: "1", code: null }),
      },
    },
    {
      type: "aws:lambda/eventSourceMapping:EventSourceMapping",
      args: (ids) => ({ functionName: ids.function!, eventSourceArn: ids.queue! }),
      updates: {
        ...tagged,
        batchSize: () => ({ batchSize: 5 }),
        destinationConfig: ({ queue }) => ({
          destinationConfig: { onFailure: { destinationArn: queue! } },
        }),
        filterCriteria: () => ({ filterCriteria: { filters: [{ pattern: "{}" }] } }),
        functionName: ({ second }) => ({ functionName: second! }),
        functionResponseTypes: () => ({ functionResponseTypes: ["ReportBatchItemFailures"] }),
        kmsKeyArn: () => arn("kmsKeyArn"),
        maximumRecordAgeInSeconds: () => ({ maximumRecordAgeInSeconds: 60 }),
        maximumRetryAttempts: () => ({ maximumRetryAttempts: 2 }),
        metricsConfig: () => ({ metricsConfig: { metrics: ["EventCount"] } }),
        parallelizationFactor: () => ({ parallelizationFactor: 2 }),
        scalingConfig: () => ({ scalingConfig: { maximumConcurrency: 2 } }),
      },
      replaces: {
        selfManagedEventSource: () => ({
          eventSourceArn: null,
          selfManagedEventSource: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: "kafka:9092" } },
        }),
        startingPosition: () => ({ startingPosition: "LATEST" }),
      },
    },
  ],
};

const arn = (property: string): ValueMap => ({
  [property]: "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000",
});
