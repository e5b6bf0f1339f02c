/** What settings do not go together: told all at once, before anything is made. */
import * as pulumi from "@pulumi/pulumi";
import { Deployment, Environment, type Settings } from "./settings";

type Refusal = readonly [key: keyof Settings | "originSecret", reason: string];

export function refuseSettings(project: string, settings: Settings, hasSecret: boolean): void {
  const refusals = [
    ...refuseZones(settings),
    ...refuseOfProd(settings),
    ...refuseCorporate(settings),
    ...refuseReleases(settings),
    ...refuseFront(settings, hasSecret),
  ];
  if (refusals.length === 0) return;
  const lines = refusals.map(([key, reason]) => `  - ${project}:${key}: ${reason}`);
  throw new pulumi.RunError(`configuration that cannot be:\n${lines.join("\n")}`);
}

function refuseZones({ availabilityZones: letters }: Settings): Refusal[] {
  const isGood = letters.every((one) => /^[a-z]$/.test(one));
  if (isGood && letters.length >= 2 && letters.length <= 3) return [];
  const got = JSON.stringify(letters);
  return [["availabilityZones", `must be two or three letters such as ["a","b"], got ${got}`]];
}

/** What may be elsewhere, and never in production. */
function refuseOfProd(settings: Settings): Refusal[] {
  const refusals: Refusal[] = [];
  if ((settings.stopSchedule === "") !== (settings.startSchedule === ""))
    refusals.push([
      "startSchedule",
      "must be given with stopSchedule, and only with it: what is stopped has to start again",
    ]);
  if (settings.environment !== Environment.Prod) return refusals;
  if (settings.spot)
    refusals.push(["spot", 'must be false with environment "prod": AWS takes Spot instances back']);
  if (settings.stopSchedule !== "")
    refusals.push(["stopSchedule", 'must be empty with environment "prod": it is never stopped']);
  return refusals;
}

/** A rule for SSH where no way leads could never match: so there is a rule only where there is a route. */
function refuseCorporate(settings: Settings): Refusal[] {
  const { corporateCidrBlock, transitGatewayId, environment } = settings;
  if ((corporateCidrBlock === "") !== (transitGatewayId === ""))
    return [
      [
        "transitGatewayId",
        "must be given with corporateCidrBlock, and only with it: it is the way to that network",
      ],
    ];
  if (corporateCidrBlock === "" || environment === Environment.Staging) return [];
  const reason = `must be empty with environment "${environment}": SSH is for staging alone; use Session Manager`;
  return [["corporateCidrBlock", reason]];
}

function refuseReleases({ greenTrafficPercent: share, deployment }: Settings): Refusal[] {
  if (!Number.isInteger(share) || share < 0 || share > 100)
    return [["greenTrafficPercent", `must be a whole number from 0 to 100, got ${share}`]];
  if (share === 0 || deployment === Deployment.BlueGreen) return [];
  return [["greenTrafficPercent", `must be 0 with deployment "rolling", got ${share}`]];
}

function refuseFront(settings: Settings, hasSecret: boolean): Refusal[] {
  const refusals: Refusal[] = [];
  if ((settings.domainName === "") !== (settings.hostedZoneId === ""))
    refusals.push(["hostedZoneId", "must be given with domainName, and only with it"]);
  if (!settings.cloudFront) return refusals;
  for (const key of ["certificateArn", "domainName", "cloudFrontCertificateArn"] as const)
    if (settings[key] === "")
      refusals.push([key, "must be given with cloudFront: there is no hop without TLS"]);
  if (!hasSecret)
    refusals.push([
      "originSecret",
      "must be given with cloudFront: without it requests go past CloudFront unseen",
    ]);
  return refusals;
}
