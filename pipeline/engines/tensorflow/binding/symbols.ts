/** The part of TensorFlow's C API that is used: eager execution, tensors and graphs. */
import { graphSymbols } from "../recorder/symbols.ts";
import type { LibraryPaths } from "../install/libraries.ts";

const EXECUTE = { parameters: ["pointer", "buffer", "buffer", "pointer"], result: "void" } as const;

/** In libtensorflow_cc. */
const core = {
  TF_Version: { parameters: [], result: "pointer" },
  TFE_NewContextOptions: { parameters: [], result: "pointer" },
  TFE_DeleteContextOptions: { parameters: ["pointer"], result: "void" },
  TFE_NewContext: { parameters: ["pointer", "pointer"], result: "pointer" },
  TFE_ContextListDevices: { parameters: ["pointer", "pointer"], result: "pointer" },
  TF_DeviceListCount: { parameters: ["pointer"], result: "i32" },
  TF_DeviceListName: { parameters: ["pointer", "i32", "pointer"], result: "pointer" },
  TF_DeviceListType: { parameters: ["pointer", "i32", "pointer"], result: "pointer" },
  TF_DeleteDeviceList: { parameters: ["pointer"], result: "void" },
  TFE_NewTensorHandle: { parameters: ["pointer", "pointer"], result: "pointer" },
  TFE_TensorHandleCopyToDevice: {
    parameters: ["pointer", "pointer", "buffer", "pointer"],
    result: "pointer",
  },
  TFE_DeleteTensorHandle: { parameters: ["pointer"], result: "void" },
  TFE_TensorHandleResolve: { parameters: ["pointer", "pointer"], result: "pointer" },
  TFE_TensorHandleDataType: { parameters: ["pointer"], result: "i32" },
  TFE_TensorHandleNumDims: { parameters: ["pointer", "pointer"], result: "i32" },
  TFE_TensorHandleDim: { parameters: ["pointer", "i32", "pointer"], result: "i64" },
  TFE_NewOp: { parameters: ["pointer", "buffer", "pointer"], result: "pointer" },
  TFE_DeleteOp: { parameters: ["pointer"], result: "void" },
  TFE_OpAddInput: { parameters: ["pointer", "pointer", "pointer"], result: "void" },
  TFE_OpSetAttrType: { parameters: ["pointer", "buffer", "i32"], result: "void" },
  TFE_OpSetAttrInt: { parameters: ["pointer", "buffer", "i64"], result: "void" },
  TFE_OpSetAttrFloat: { parameters: ["pointer", "buffer", "f32"], result: "void" },
  TFE_OpSetAttrBool: { parameters: ["pointer", "buffer", "u8"], result: "void" },
  TFE_OpSetAttrString: { parameters: ["pointer", "buffer", "buffer", "usize"], result: "void" },
  TFE_OpSetAttrShape: { parameters: ["pointer", "buffer", "buffer", "i32", "pointer"], result: "void" },
  TFE_OpSetAttrIntList: { parameters: ["pointer", "buffer", "buffer", "i32"], result: "void" },
  TFE_OpSetAttrFloatList: { parameters: ["pointer", "buffer", "buffer", "i32"], result: "void" },
  TFE_OpSetAttrBoolList: { parameters: ["pointer", "buffer", "buffer", "i32"], result: "void" },
  TFE_OpSetAttrStringList: { parameters: ["pointer", "buffer", "buffer", "buffer", "i32"], result: "void" },
  TFE_Execute: EXECUTE,
  /** The same, while JavaScript goes on. */
  TFE_ExecuteAside: { ...EXECUTE, name: "TFE_Execute", nonblocking: true },
  ...graphSymbols,
} as const;

/** In libtensorflow_framework. */
const framework = {
  TF_NewStatus: { parameters: [], result: "pointer" },
  TF_DeleteStatus: { parameters: ["pointer"], result: "void" },
  TF_GetCode: { parameters: ["pointer"], result: "i32" },
  TF_Message: { parameters: ["pointer"], result: "pointer" },
  TF_AllocateTensor: { parameters: ["i32", "buffer", "i32", "usize"], result: "pointer" },
  TF_DeleteTensor: { parameters: ["pointer"], result: "void" },
  TF_TensorData: { parameters: ["pointer"], result: "pointer" },
  TF_TensorBitcastFrom: {
    parameters: ["pointer", "i32", "pointer", "buffer", "i32", "pointer"],
    result: "void",
  },
  TF_TensorByteSize: { parameters: ["pointer"], result: "usize" },
} as const;

/** The functions of both libraries. */
export type Symbols = Deno.DynamicLibrary<typeof core & typeof framework>["symbols"];

/** Loads the two libraries for the rest of the process. Throws what `Deno.dlopen` throws. */
export function loadSymbols(paths: LibraryPaths): Symbols {
  const { symbols } = Deno.dlopen(paths.core, core);
  return { ...symbols, ...Deno.dlopen(paths.framework, framework).symbols };
}
