/** A resource's properties may be large: a bucket object, a template. The SDK's own limit, in bytes. */
export const largestMessage = 400 * 1024 * 1024;
