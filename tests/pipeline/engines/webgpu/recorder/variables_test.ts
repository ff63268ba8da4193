import { recordedVariablesContract } from "../../recorded_variables_contract.ts";
import { webgpuTest } from "./subject.ts";

recordedVariablesContract(webgpuTest);
