/**
 * AWS's limits on requests: a token bucket for each action, account and region. Figures: EC2's page on throttling
 * (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html, performance.md D2). Other services publish
 * few; theirs are taken as EC2's for mutating calls.
 */

interface Rate {
  readonly capacity: number;
  readonly perSecond: number;
}

const mutating: Rate = { capacity: 50, perSecond: 5 };

const rates: Readonly<Record<string, Rate>> = {
  AssociateNatGatewayAddress: { capacity: 10, perSecond: 1 },
  CreateDefaultVpc: { capacity: 1, perSecond: 1 },
  CreateNatGateway: { capacity: 10, perSecond: 1 },
  CreateNetworkInterface: { capacity: 100, perSecond: 5 },
  CreateSubnetCidrReservation: { capacity: 5, perSecond: 1 },
  CreateTags: { capacity: 100, perSecond: 10 },
  CreateVpcEndpoint: { capacity: 4, perSecond: 0.3 },
  DeleteNatGateway: { capacity: 10, perSecond: 1 },
  DeleteTags: { capacity: 100, perSecond: 10 },
  DeleteVpcEndpoints: { capacity: 4, perSecond: 0.3 },
  ModifyVpcEndpoint: { capacity: 4, perSecond: 0.3 },
  RunInstances: { capacity: 5, perSecond: 2 },
};

/** How many requests at once, and how many a second after that. */
export const rateOf = (call: string): Rate => rates[call] ?? mutating;

interface Level {
  readonly tokens: number;
  readonly at: number;
}

/** Not kept: between two commands every bucket has filled up again. */
export class Buckets {
  private readonly levels = new Map<string, Level>();

  /** Takes a token, and answers how many seconds it has to be waited for. */
  take(place: string, call: string, now: number): number {
    const { capacity, perSecond } = rateOf(call);
    const key = `${place}/${call}`;
    const { tokens, at } = this.levels.get(key) ?? { tokens: capacity, at: now };
    const filled = Math.min(capacity, tokens + Math.max(0, now - at) * perSecond);
    const wait = filled >= 1 ? 0 : (1 - filled) / perSecond;
    this.levels.set(key, { tokens: Math.max(filled - 1, 0), at: now + wait });
    return wait;
  }
}
