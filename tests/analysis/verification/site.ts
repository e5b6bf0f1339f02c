/** A small network, its intents and how they are verified, for the specs of verification. */
import { expect } from "chai";
import {
  readIntentFile,
  verifyNetwork,
  type Intent,
  type Network,
  type Verification,
} from "../../../analysis";
import { sketch } from "../oracles/sketch/read";

const SITE = `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public 10.0.0.0/24 vpc=v table=out
  subnet private 10.0.2.0/24 vpc=v table=by-nat
  table out vpc=v
    0.0.0.0/0 igw:gw
  table by-nat vpc=v
    0.0.0.0/0 nat:n
  nat n vpc=v in=public public address ipv4=10.0.0.9
  group lb vpc=v
    in tcp/443 0.0.0.0/0
    out tcp/5432 group:data
  group app vpc=v
    out tcp/443 0.0.0.0/0
  group data vpc=v
    in tcp/5432 group:lb
  interface web in=public ipv4=10.0.0.20 groups=lb public
  interface app-1 in=private ipv4=10.0.2.20 groups=app
  interface db-1 in=private ipv4=10.0.2.30 groups=data`;

/** @param lines text and what stands instead of it */
export function site(...lines: readonly (readonly [string, string])[]): Network {
  return sketch(
    lines.reduce((text, [old, fresh]) => {
      expect(text).to.contain(old);
      return text.replace(old, fresh);
    }, SITE),
  );
}

/** From the private subnet nothing gets out any more. */
export const noWayOut = (): Network => site(["    0.0.0.0/0 nat:n\n", ""]);

export const OUT = "name: out, source: app, expect: reach, destination: internet, ports: [tcp/443]";
export const SHUT = "name: shut, source: internet, expect: neverReach, destination: data";
export const NOBODY =
  "name: nobody, source: sg-gone, expect: reach, destination: data, ports: [tcp/1]";

export function intents(...texts: readonly string[]): Intent[] {
  if (texts.length === 0) return [];
  const content = `intents:\n${texts.map((one) => `  - {${one}}`).join("\n")}`;
  const read = readIntentFile("intents.yaml", content);
  expect(read.issues).to.deep.equal([]);
  return read.intents;
}

export const today = new Date("2027-01-31T23:59:59Z");

export const verify = (network: Network, ...texts: readonly string[]): Verification =>
  verifyNetwork({ cloud: "modelled", network, intents: intents(...texts), waiversOn: today });

export const waived = (expires: string): string =>
  `waiver: {reason: cut over, owner: net-team, expires: "${expires}"}`;
