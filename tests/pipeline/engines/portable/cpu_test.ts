import { openCpu } from "../../../../pipeline/engines/portable/cpu.ts";
import { primitiveContract } from "../contract.ts";

primitiveContract({ name: "cpu", engine: await openCpu() });
