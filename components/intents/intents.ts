/**
 * Intents: what must be true of a network's traffic, written beside the network.
 * Makes nothing in AWS. Each intent is a component of its own whose inputs stand in the state, so
 * that any export carries them, and so that a preview names the resource behind an id that is not
 * known yet (`propertyDependencies`). Free of charge.
 */
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan } from "../network";
import type { IntentsArgs } from "./intentsArgs";
import { planIntents, type IntentPlan } from "./intentsPlan";

/** The arguments that take inputs, beside those that every component names alike. */
const INPUTS = {
  source: 0,
  destination: 0,
  sourceVpcId: 0,
  destinationVpcId: 0,
  exceptSources: 1,
  exceptDestinations: 1,
};

/** What must be true of a network's traffic. */
export class Intents extends pulumi.ComponentResource {
  constructor(name: string, args: IntentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:Intents", name, {}, opts);
    const checked = { component: this, kind: "Intents", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planIntents(name, args));
    for (const intent of plan.intents) new Intent(intent, this);
    this.registerOutputs({});
  }
}

/** One intent: a record in the state. */
class Intent extends pulumi.ComponentResource {
  constructor(plan: IntentPlan, parent: Intents) {
    const { spec } = plan;
    const inputs = {
      source: spec.source,
      sourceVpcId: spec.sourceVpcId,
      exceptSources: spec.exceptSources,
      expect: spec.expect,
      destination: spec.destination,
      destinationVpcId: spec.destinationVpcId,
      exceptDestinations: spec.exceptDestinations,
      ports: plan.ports,
      via: spec.via,
      everyAvailabilityZone: plan.everyAvailabilityZone,
      withoutAnyAvailabilityZone: plan.withoutAnyAvailabilityZone,
      description: spec.description,
      waiver: spec.waiver,
    };
    super("aws-network:index:Intent", plan.child, inputs, { parent });
    this.registerOutputs({});
  }
}
