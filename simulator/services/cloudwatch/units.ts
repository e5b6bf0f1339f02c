/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const sizes = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"];
const bits = sizes.map((one) =>
  one.replace(/bytes/i, (part) => (part === "Bytes" ? "Bits" : "bits")),
);

export const units: readonly string[] = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  ...sizes,
  ...bits,
  "Percent",
  "Count",
  ...[...sizes, ...bits, "Count"].map((one) => `${one}/Second`),
  "None",
];
