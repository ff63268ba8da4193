import { recordedVariablesContract } from "../../recorded_variables_contract.ts";
import { tensorflowTest } from "./subject.ts";

recordedVariablesContract(tensorflowTest);
