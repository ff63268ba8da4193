/** A Slurm of one's own, of two nodes with a processor each on this machine; no root, systemd, cgroups or accounting. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { needs } from "./needs.ts";
import { temporaryFolder } from "./temporary.ts";

const PROGRAMS = ["slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "scancel"];
const NODES = ["n1", "n2"];

/** Whether Slurm's programs are here. */
export function hasSlurm(): boolean {
  const { success } = new Deno.Command("sh", {
    args: ["-c", PROGRAMS.map((name) => `PATH=$PATH:/usr/sbin command -v ${name}`).join(" && ")],
    stdout: "null",
    stderr: "null",
  }).outputSync();
  return success;
}

/** A test on a Slurm of its own: ignored, and counted as such, where its programs are absent. */
export function slurmTest(name: string, run: (slurm: Slurm) => Promise<void>): void {
  Deno.test({
    ...needs("Slurm's programs", hasSlurm(), name),
    async fn() {
      await using slurm = await Slurm.start();
      await run(slurm);
    },
  });
}

/** A running Slurm. */
export class Slurm implements AsyncDisposable {
  /** What its programs, and those that start them, need in their environment. */
  readonly env: Record<string, string>;
  /** Most tasks of an array. */
  static readonly MOST_TASKS = 3;

  private constructor(private readonly folder: string) {
    this.env = { SLURM_CONF: join(folder, "slurm.conf") };
  }

  /** Starts one. */
  static async start(): Promise<Slurm> {
    const folder = temporaryFolder();
    const slurm = new Slurm(folder);
    for (const name of ["state", ...NODES]) mkdirSync(join(folder, name));
    writeFileSync(slurm.env.SLURM_CONF!, configuration(folder));
    await slurm.call("slurmctld", "-i");
    for (const node of NODES) await slurm.call("slurmd", "-N", node);
    await slurm.until(async () => (await slurm.call("sinfo", "-h", "-N", "-o", "%T")) === "idle\nidle");
    return slurm;
  }

  /** What one of its programs prints. */
  async call(program: string, ...args: string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command("env", {
      args: [`PATH=${Deno.env.get("PATH")}:/usr/sbin`, program, ...args],
      env: this.env,
    }).output();
    assert.ok(success, `${program} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout).trimEnd();
  }

  /** The tasks of all arrays as `array_index state`, those that have ended too. */
  async tasks(): Promise<string[]> {
    const text = await this.call("squeue", "-h", "-r", "-t", "all", "-o", "%F_%K %T");
    return text.split("\n").filter((line) => line !== "").sort();
  }

  /** Waits until something holds. */
  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!await holds()) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Waits until no job waits or runs. */
  idle(): Promise<void> {
    return this.until(async () => (await this.call("squeue", "-h")) === "");
  }

  /** Ends its jobs, then what it has started. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const state of ["PENDING", "RUNNING"]) await this.call("scancel", "--full", `--state=${state}`);
    await this.idle();
    const files = [...NODES.map((node) => `slurmd-${node}.pid`), "slurmctld.pid"];
    const processes = files.map((name) => Number(readFileSync(join(this.folder, name), "utf8")));
    processes.forEach((each) => Deno.kill(each, "SIGTERM"));
    await this.until(() => !processes.some(lives));
  }
}

function lives(process: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${process}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** A port that nobody listens on now. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

function configuration(folder: string): string {
  const user = new TextDecoder().decode(new Deno.Command("id", { args: ["-un"] }).outputSync().stdout).trim();
  const nodes = NODES.map((name) =>
    `NodeName=${name} NodeHostname=localhost NodeAddr=127.0.0.1 Port=${freePort()} CPUs=1 RealMemory=8000`
  );
  return `ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=${freePort()}
MailProg=/bin/true
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/none
AuthInfo=cred_expire=5
CredType=cred/none
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,bf_interval=1,sched_interval=1
MinJobAge=3600
MaxArraySize=${Slurm.MOST_TASKS}
KillWait=10
ReturnToService=2
SlurmdParameters=config_overrides
${nodes.join("\n")}
PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}
