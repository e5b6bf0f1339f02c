/**
 * What an endpoint policy says of everybody. Whether it lets one caller do one thing is
 * authorisation, which is outside this model; a policy that allows nothing closes the endpoint.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function admitsNothing(policy: unknown): boolean {
  if (policy === undefined) return false;
  const allows = statements(policy).filter(({ Effect }) => Effect === "Allow");
  if (allows.length === 0) return true;
  return statements(policy).some(
    ({ Effect, Principal, Action, Resource, Condition }) =>
      Effect === "Deny" &&
      everyone(Principal) &&
      whole(Action) &&
      whole(Resource) &&
      Condition === undefined,
  );
}

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

function statements(policy: unknown): readonly Statement[] {
  if (typeof policy !== "object" || policy === null || !("Statement" in policy)) return [];
  const { Statement } = policy;
  return Array.isArray(Statement) ? (Statement as Statement[]) : [Statement as Statement];
}

const whole = (value: unknown): boolean =>
  value === "*" || (Array.isArray(value) && value.includes("*"));

function everyone(principal: unknown): boolean {
  if (whole(principal)) return true;
  return (
    typeof principal === "object" &&
    principal !== null &&
    "AWS" in principal &&
    whole(principal.AWS)
  );
}
