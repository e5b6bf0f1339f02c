/** The command's own hold on its streams: what a program prints in this process is taken elsewhere, as events. */
export const writeOut = process.stdout.write.bind(process.stdout);
export const writeError = process.stderr.write.bind(process.stderr);
