#!/usr/bin/env python3
"""Times the training step and the inference of DenseEdge against plain PyTorch, in turn. See README.md."""
import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch

from hrnet import HrNet, LevelConcat
from losses import auxiliary_loss, final_loss
from network import LevelProjection, MobileNetV2, Network
from supernet import Supernet

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "artifacts/bin/DenseEdge.TrainingStep/release/training-step"
TYPES = {"F32": numpy.float32, "I64": numpy.int64, "U8": numpy.uint8}


def read_safetensors(path):
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header, body = json.loads(data[8:8 + length]), data[8 + length:]
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = numpy.frombuffer(body[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.copy())
    return tensors


PREFERENCE_LEARNING_RATE = 5e-4
ENTROPY_WEIGHT = -0.02


class PythonStep:
    def __init__(self, folder, genotype, weights, recipe):
        batch = read_safetensors(folder / "batch.safetensors")
        state = read_safetensors(folder / "weights.safetensors")
        self.is_supernet = recipe["network"] == "supernet"
        self.network = self.make_network(recipe["network"], genotype, state)
        self.network.load_state_dict(state, strict=True)
        self.weights = weights
        self.auxiliary_factor = recipe["auxiliary_factor"]
        self.images = batch.pop("images").contiguous(memory_format=torch.channels_last)
        self.labels = {task: value.long() if value.dtype == torch.uint8 else value for task, value in batch.items()}
        self.recipe = recipe
        preferences = self.network.preferences() if self.is_supernet else []
        taken = {id(parameter) for parameter in preferences}
        parameters = [parameter for parameter in self.network.parameters() if id(parameter) not in taken]
        self.optimizers = [torch.optim.SGD(
            parameters, lr=recipe["lr"], momentum=recipe["momentum"], weight_decay=recipe["weight_decay"]
        ) if recipe["momentum"] else torch.optim.AdamW(parameters, lr=recipe["lr"], weight_decay=recipe["weight_decay"])]
        if preferences:
            self.optimizers.append(torch.optim.Adam(preferences, lr=PREFERENCE_LEARNING_RATE))

    @staticmethod
    def make_network(name, genotype, state):
        classes = state["head.final_logits.semseg.weight"].shape[0]
        fused = state["head.bottleneck.semseg.conv.weight"].shape[1]
        final, auxiliary = (
            {"semseg": classes, "depth": 1, "normals": 3, "edge": 1}, {"semseg": classes, "depth": 40, "normals": 40, "edge": 2})
        widths = (fused, state["head.final_logits.semseg.weight"].shape[1],
                  next(value for key, value in state.items() if key.endswith("value_project.conv.weight")).shape[0])
        if name == "supernet":
            return Supernet(HrNet(), LevelConcat(), final, auxiliary, *widths)
        backbone, neck = (HrNet(), LevelConcat()) if name == "hrnet" else (MobileNetV2(), LevelProjection(fused))
        return Network(backbone, neck, genotype, final, auxiliary, *widths)

    def loss(self):
        final, auxiliary = self.network(self.images)
        total = 0
        for task, prediction in final.items():
            total = total + self.weights[task] * final_loss(task, prediction, self.labels)
            if task in auxiliary:
                total = total + self.weights[task] * self.auxiliary_factor * auxiliary_loss(
                    task, auxiliary[task], self.labels, getattr(self.network, "normal_centroids", None),
                    self.recipe["auxiliary_at_feature_size"])
        return total

    def evaluation_loss(self):
        self.network.eval()
        with torch.no_grad():
            return self.loss().item()

    @staticmethod
    def now():
        return numpy.array([time.perf_counter(), time.process_time()]) * 1000

    def train(self):
        start = self.now()
        self.network.train()
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        loss = self.loss()
        if self.is_supernet:
            loss = loss + ENTROPY_WEIGHT * self.network.mean_entropy()
        loss.backward()
        if self.recipe["clip"]:
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe["clip"])
        for optimizer in self.optimizers:
            optimizer.step()
        return self.now() - start

    def infer(self):
        self.network.eval()
        start = self.now()
        with torch.no_grad():
            self.network(self.images)
        return self.now() - start


def peak_megabytes():
    status = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def interval(values, resamples=2000):
    """The 95 % bootstrap interval of the median."""
    draw = random.Random(1)
    medians = sorted(statistics.median(draw.choices(values, k=len(values))) for _ in range(resamples))
    return medians[int(0.025 * resamples)], medians[int(0.975 * resamples)]


def report(what, pairs):
    """Prints medians and the ratio, by the clock and on processors: the latter does not count the wait on a busy machine."""
    print(f"{what}, {len(pairs)} pairs in turn")
    for clock, place in (("elapsed", 0), ("cpu", 1)):
        csharp, python = ([pair[side][place] for pair in pairs] for side in (0, 1))
        ratios = [mine / theirs for mine, theirs in zip(csharp, python)]
        low, high = interval(ratios)
        print(f"  {clock:7} ms, median (min): C# {statistics.median(csharp):.0f} ({min(csharp):.0f}), "
              f"Python {statistics.median(python):.0f} ({min(python):.0f}); "
              f"ratio C#/Python {statistics.median(ratios):.3f}, 95 % interval [{low:.3f}, {high:.3f}]", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", choices=("default", "hrnet", "supernet"), default="default",
                        help="DenseEdge's default recipe at 192x336, HRNet-W18-small with ATRC's published genotype and "
                        "recipe at 425x560, or ATRC's supernet at 256x320 (default: default)")
    parser.add_argument("--batch", type=int, default=0, help="images in a step (default 4, hrnet 1, supernet 2)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of libtorch on both sides (default all)")
    parser.add_argument("--pairs", type=int, default=15, help="counted pairs (default 15)")
    parser.add_argument("--warm-up", type=int, default=3, help="pairs that are not counted (default 3)")
    arguments = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit(f"compare: expected {PROGRAM}, found none. Build it: dotnet build -c Release tools/compare-training-step")
    torch.set_num_threads(arguments.threads)
    batch = arguments.batch or {"default": 4, "hrnet": 1, "supernet": 2}[arguments.network]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        other = subprocess.Popen([PROGRAM, name, arguments.network, str(batch), str(arguments.threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def ask(command):
            print(command, file=other.stdin, flush=True)
            numbers = [float(word) for word in other.stdout.readline().split()]
            return numbers if len(numbers) > 1 else numbers[0]

        if other.stdout.readline().strip() != "ready":
            sys.exit("compare: the C# side did not start; its message is above.")
        setup = json.loads((folder / "setup.json").read_text())
        step = PythonStep(folder, setup["genotype"], setup["weights"], setup)
        mine, theirs = step.evaluation_loss(), ask("eval")
        print(f"loss of the same weights and batch: Python {mine:.6f}, C# {theirs:.6f}")
        if abs(mine - theirs) > 1e-4 * abs(mine):
            sys.exit("compare: the two losses differ: this is not the same step.")
        print(f"{arguments.network}, batch {batch}, threads {torch.get_num_threads()}, torch {torch.__version__}, "
              f"load average {os.getloadavg()[0]:.1f}", flush=True)
        for what, command, mine in (("inference", "infer", step.infer), ("training step", "step", step.train)):
            pairs = [(ask(command), mine()) for _ in range(arguments.warm_up + arguments.pairs)]
            report(what, pairs[arguments.warm_up:])
        print(f"peak memory of the process, MB: C# {ask('memory'):.0f}, Python {peak_megabytes():.0f}")
        print(f"live tensors: C# {ask('tensors'):.0f} after {ask('steps'):.0f} steps")
        other.stdin.close()
        other.wait()


if __name__ == "__main__":
    main()
