/** What a benchmark says of the process that it runs in. */
import process from "node:process";

/** The most memory that this process has held so far, in 10^9 bytes. */
export function peakGb(): number {
  return process.resourceUsage().maxRSS * 1024 / 1e9;
}

/** Time that processors have spent on this process so far, all threads together, in ms. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
