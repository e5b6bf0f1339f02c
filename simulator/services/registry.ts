/**
 * Which service has a type or a function, by the module of its token. A service is loaded when first asked for: a
 * network needs no databases. Synchronously, since a world that is being read needs its kinds at once.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- the one place that loads late and cannot wait */
import type { Model } from "../model";
import type { Lookup, Service } from "./service";

type Load = () => { readonly service: Service };

const compute: Load = () => require("./compute/service") as { service: Service };
const ec2: Load = () => require("./ec2/service") as { service: Service };
const loadBalancing: Load = () => require("./lb/service") as { service: Service };
const transitGateway: Load = () => require("./transitgateway/service") as { service: Service };

/** By the module of a token: `ec2` of `aws:ec2/vpc:Vpc`. */
const services: Readonly<Record<string, readonly Load[]>> = {
  acm: [() => require("./acm/service") as { service: Service }],
  alb: [loadBalancing],
  apigateway: [() => require("./apigateway/service") as { service: Service }],
  apigatewayv2: [() => require("./apigatewayv2/service") as { service: Service }],
  appautoscaling: [() => require("./appautoscaling/service") as { service: Service }],
  athena: [() => require("./athena/service") as { service: Service }],
  autoscaling: [() => require("./autoscaling/service") as { service: Service }],
  backup: [() => require("./backup/service") as { service: Service }],
  cloudfront: [() => require("./cloudfront/service") as { service: Service }],
  cloudwatch: [() => require("./cloudwatch/service") as { service: Service }],
  cognito: [() => require("./cognito/service") as { service: Service }],
  dlm: [() => require("./dlm/service") as { service: Service }],
  dynamodb: [() => require("./dynamodb/service") as { service: Service }],
  ebs: [compute],
  ec2: [ec2, compute],
  ec2transitgateway: [transitGateway],
  ecr: [() => require("./ecr/service") as { service: Service }],
  ecs: [() => require("./ecs/service") as { service: Service }],
  elasticache: [() => require("./elasticache/service") as { service: Service }],
  glue: [() => require("./glue/service") as { service: Service }],
  iam: [() => require("./iam/service") as { service: Service }],
  index: [() => require("./account/service") as { service: Service }],
  kms: [() => require("./kms/service") as { service: Service }],
  lambda: [() => require("./lambda/service") as { service: Service }],
  lb: [loadBalancing],
  rds: [() => require("./rds/service") as { service: Service }],
  route53: [() => require("./route53/service") as { service: Service }],
  s3: [() => require("./s3/service") as { service: Service }],
  secretsmanager: [() => require("./secretsmanager/service") as { service: Service }],
  sfn: [() => require("./sfn/service") as { service: Service }],
  sns: [() => require("./sns/service") as { service: Service }],
  sqs: [() => require("./sqs/service") as { service: Service }],
  ssm: [() => require("./ssm/service") as { service: Service }],
  vpc: [ec2],
  wafv2: [() => require("./wafv2/service") as { service: Service }],
};

const models = new Map<string, Model>();
const lookups = new Map<string, Lookup>();
const loaded = new Set<Load>();

function load(module: string): void {
  for (const one of services[module] ?? []) {
    if (loaded.has(one)) continue;
    loaded.add(one);
    const { service } = one();
    for (const model of service.models) models.set(model.type, model);
    for (const [token, lookup] of Object.entries(service.lookups ?? {})) lookups.set(token, lookup);
  }
}

/** `ec2` of `aws:ec2/vpc:Vpc`. */
const moduleOf = (token: string): string => token.split(":")[1]?.split("/")[0] ?? "";

export function findModel(type: string): Model | undefined {
  const known = models.get(type);
  if (known !== undefined) return known;
  load(moduleOf(type));
  return models.get(type);
}

export function findLookup(token: string): Lookup | undefined {
  load(moduleOf(token));
  return lookups.get(token);
}

/** Loads every service: what reads a whole world needs all kinds of things. */
export function loadAll(): void {
  for (const module of Object.keys(services)) load(module);
}

export function modelledTypes(): readonly string[] {
  loadAll();
  return [...models.keys()].sort();
}

export function modelledLookups(): readonly string[] {
  loadAll();
  return [...lookups.keys()].sort();
}
