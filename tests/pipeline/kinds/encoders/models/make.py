"""Writes the ONNX models of the tests and what ONNX's own Python runtime gives for them.

pip install onnx onnxruntime numpy; python make.py
"""
import json
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

rng = np.random.default_rng(7)

clip = (rng.normal(size=(120, 3)) / 10).astype(np.float32)
picture = (rng.normal(size=(60, 3)) / 10).astype(np.float32)


def rounded(array):
    return [float(f"{each:.8g}") for each in array.ravel()]


def save(name, nodes, inputs, outputs, weights):
    graph = helper.make_graph(
        nodes, name, inputs, outputs,
        [numpy_helper.from_array(value.astype(np.float32), key) for key, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, f"{name}.onnx")


def value(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


# A weighted sum of all values of a clip of 2 frames of 4 x 5 pixels, whatever the order of its axes.
save(
    "linear_clip",
    [helper.make_node("Flatten", ["clip"], ["flat"], axis=1), helper.make_node("MatMul", ["flat", "w"], ["features"])],
    [helper.make_tensor_value_info("clip", TensorProto.FLOAT, None)],
    [value("features", ["N", 3])],
    {"w": clip},
)
# The same of pictures.
save(
    "linear_picture",
    [helper.make_node("Flatten", ["picture"], ["flat"], axis=1), helper.make_node("MatMul", ["flat", "w"], ["features"])],
    [helper.make_tensor_value_info("picture", TensorProto.FLOAT, None)],
    [value("features", ["N", 3])],
    {"w": picture},
)
# As I3D ends: [1, 4, 2, 1, 1], beside scores of classes.
save(
    "conv_clip",
    [
        helper.make_node("Conv", ["frames", "w"], ["maps"], kernel_shape=[1, 3, 3], pads=[0, 1, 1, 0, 1, 1]),
        helper.make_node("Relu", ["maps"], ["positive"]),
        helper.make_node("AveragePool", ["positive"], ["features"], kernel_shape=[2, 6, 6], strides=[2, 6, 6]),
        helper.make_node("ReduceMean", ["features"], ["scores"], axes=[2, 3, 4], keepdims=0),
    ],
    [value("frames", [1, 3, 4, 6, 6])],
    [value("scores", [1, 4]), value("features", [1, 4, 2, 1, 1])],
    {"w": rng.normal(size=(4, 3, 1, 3, 3)) / 5},
)
# One picture at a time: [1, 4, 4, 2], tokens of features.
save(
    "single_picture",
    [
        helper.make_node("Conv", ["picture", "w"], ["maps"], kernel_shape=[1, 1]),
        helper.make_node("Transpose", ["maps"], ["tokens"], perm=[0, 2, 3, 1]),
    ],
    [value("picture", [1, 3, 4, 4])],
    [value("tokens", [1, 4, 4, 2])],
    {"w": rng.normal(size=(2, 3, 1, 1))},
)

inputs = rng.normal(size=(1, 3, 4, 6, 6)).astype(np.float32)
session = onnxruntime.InferenceSession("conv_clip.onnx")
scores, features = session.run(["scores", "features"], {"frames": inputs})
with open("conv_clip.json", "w") as file:
    json.dump({"input": rounded(inputs), "scores": rounded(scores), "features": rounded(features)}, file)
    file.write("\n")
with open("linear.json", "w") as file:
    json.dump({"clip": rounded(clip), "picture": rounded(picture)}, file)
    file.write("\n")

# As an exported I3D: clips of 16 frames of 224 x 224 to [N, 1024, 1, 1, 1], here of the mean of each channel alone.
save(
    "i3d",
    [
        helper.make_node("ReduceMean", ["frames"], ["means"], axes=[2, 3, 4], keepdims=1),
        helper.make_node("Conv", ["means", "w"], ["features"], kernel_shape=[1, 1, 1]),
    ],
    [value("frames", ["N", 3, 16, 224, 224])],
    [value("features", ["N", 1024, 1, 1, 1])],
    {"w": (np.arange(3 * 1024) % 7 - 3).reshape(1024, 3, 1, 1, 1) / 4},
)
