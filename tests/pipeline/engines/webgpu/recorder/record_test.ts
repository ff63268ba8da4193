import { recorderContract } from "../../recorder_contract.ts";
import { webgpuTest } from "./subject.ts";

recorderContract(webgpuTest);
