"""Writes clip.onnx, a network of clips as large as a layer or two of I3D. Its weights are made when it is loaded, all of one value.

pip install onnx; python make.py
"""
import onnx
from onnx import TensorProto, helper

nodes, weights = [], 0


def conv(source, channels_in, channels_out, kernel, strides):
    global weights
    weights += 1
    w, maps, positive = f"w{weights}", f"maps{weights}", f"positive{weights}"
    shape = helper.make_tensor(f"{w}_shape", TensorProto.INT64, [5], [channels_out, channels_in, *kernel])
    fill = helper.make_tensor("fill", TensorProto.FLOAT, [1], [1e-2])
    nodes.append(helper.make_node("Constant", [], [f"{w}_shape"], value=shape))
    nodes.append(helper.make_node("ConstantOfShape", [f"{w}_shape"], [w], value=fill))
    pads = [size // 2 for size in kernel] * 2
    nodes.append(helper.make_node("Conv", [source, w], [maps], kernel_shape=kernel, strides=strides, pads=pads))
    nodes.append(helper.make_node("Relu", [maps], [positive]))
    return positive


maps = conv("frames", 3, 32, [1, 7, 7], [1, 2, 2])
maps = conv(maps, 32, 64, [3, 3, 3], [2, 2, 2])
maps = conv(maps, 64, 128, [3, 3, 3], [2, 2, 2])
nodes.append(helper.make_node("GlobalAveragePool", [maps], ["features"]))
graph = helper.make_graph(
    nodes,
    "clip",
    [helper.make_tensor_value_info("frames", TensorProto.FLOAT, ["N", 3, 16, 224, 224])],
    [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", 128, 1, 1, 1])],
)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), "clip.onnx")
