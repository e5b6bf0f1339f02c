/** Each output under its snake_case spelling too: `paymentVpcId` and `payment_vpc_id`. */
export function withAliases(outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const aliases = Object.entries(outputs).map(([name, value]) => [snakeCase(name), value]);
  return { ...outputs, ...(Object.fromEntries(aliases) as Record<string, unknown>) };
}

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
