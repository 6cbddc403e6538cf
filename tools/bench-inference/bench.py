#!/usr/bin/env python3
"""Times exported networks on ONNX Runtime against the same network in plain PyTorch, in turn. See README.md."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/compare-training-step"))
from compare import interval, read_safetensors  # noqa: E402
from hrnet import HrNet, LevelConcat  # noqa: E402
from network import Network  # noqa: E402

PROGRAM = ROOT / "artifacts/bin/DenseEdge.InferenceBench/release/inference-bench"
AUXILIARY_CHANNELS = {"semseg": 40, "depth": 40, "normals": 40, "edge": 2}
FINAL_CHANNELS = {"semseg": 40, "depth": 1, "normals": 3, "edge": 1}


class Eager:
    """The network as one writes it in PyTorch: float planes in, four predictions at full size out, nothing rewritten."""

    def __init__(self, folder, layout):
        state = read_safetensors(folder / "weights.safetensors")
        setup = json.loads((folder / "setup.json").read_text())
        fused = state["head.bottleneck.semseg.conv.weight"].shape[1]
        features = state["head.final_logits.semseg.weight"].shape[1]
        width = next(value for name, value in state.items() if name.endswith("value_project.conv.weight")).shape[0]
        self.network = Network(
            HrNet(), LevelConcat(), setup["genotype"], FINAL_CHANNELS, AUXILIARY_CHANNELS, fused, features, width)
        self.network.load_state_dict(state, strict=True)
        self.network.eval()
        pixels = numpy.fromfile(folder / "image.bin", numpy.uint8).reshape(1, setup["height"], setup["width"], 3)
        self.image = torch.from_numpy(pixels).permute(0, 3, 1, 2).float().contiguous(memory_format=layout)

    def predict(self):
        with torch.no_grad():
            return self.network(self.image)[0]

    def run(self):
        clock, cpu = time.perf_counter(), time.process_time()
        self.predict()
        return (time.perf_counter() - clock) * 1000, (time.process_time() - cpu) * 1000

    def answers(self):
        """In the final form that the exported models answer in; not timed."""
        logits = self.predict()
        return {
            "semseg": logits["semseg"].argmax(1, keepdim=True).numpy(),
            "depth": logits["depth"].relu().numpy(),
            "normals": torch.nn.functional.normalize(logits["normals"], dim=1).numpy(),
            "edge": logits["edge"].sigmoid().numpy(),
        }


class Served:
    """One model in a process of its own: sessions with several threads disturb each other in one process."""

    def __init__(self, model, image, threads):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", model, image, str(threads)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.ask() != "ready":
            sys.exit(f"bench: {model} did not load; the message is above.")

    def ask(self, command=None):
        if command:
            print(command, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()

    def run(self):
        return tuple(float(word) for word in self.ask("run").split())

    def answers(self):
        with tempfile.TemporaryDirectory() as folder:
            self.ask(f"save {folder}")
            return {path.stem: numpy.load(path) for path in pathlib.Path(folder).glob("*.npy")}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def differences(expected, given):
    """Share of pixels with another class; for other tasks the largest difference."""
    return {task: float((values != given[task]).mean() if task == "semseg" else numpy.abs(values - given[task]).max())
            for task, values in expected.items()}


def require_equal(eager, fp32):
    found = differences(eager.answers(), fp32.answers())
    print("FP32 against eager:", ", ".join(f"{task} {value:.1e}" for task, value in found.items()))
    # Rounding in FP32; a class may swap where two scores are equal but for rounding.
    if any(value > 1e-3 for value in found.values()):
        sys.exit("bench: the outputs differ: this is not the same network.")


def report(times, base, other):
    ratios = {clock: [mine[clock] / theirs[clock] for mine, theirs in zip(times[other], times[base])] for clock in (0, 1)}
    texts = []
    for clock, name in ((0, "elapsed"), (1, "cpu")):
        low, high = interval(ratios[clock])
        texts.append(f"{name} {statistics.median(ratios[clock]):.3f} [{low:.3f}, {high:.3f}]")
    print(f"  {other + ' / ' + base:18} {', '.join(texts)}", flush=True)


def take_turns(runners, rounds, warm_up):
    times = {name: [] for name in runners}
    for turn in range(warm_up + rounds):
        for name, runner in runners.items():
            pair = runner.run()
            if turn >= warm_up:
                times[name].append(pair)
    for name, pairs in times.items():
        elapsed = [pair[0] for pair in pairs]
        print(f"  {name:18} median {statistics.median(elapsed):.0f} ms, min {min(elapsed):.0f} ms")
    return times


def roofline(lines):
    gflops, gops = (float(word) for word in subprocess.check_output([PROGRAM, "peak"], text=True).split())
    print(f"one core: {gflops:.0f} GFLOP/s FP32, {gops:.0f} Gop/s INT8 (AVX2 instructions)")
    for line in lines:
        name, _, _, gmac = line.split()[:4]
        print(f"  {name}: {gmac} GMAC, at least {2 * float(gmac) / (gops if name == 'int8' else gflops) * 1000:.0f} ms")


def prepare(folder, weight_bits):
    """What the C# side says about the models, a line each; it is kept beside them."""
    summary = folder / "models.txt"
    folder.mkdir(parents=True, exist_ok=True)
    if not summary.exists():
        summary.write_text(subprocess.check_output([PROGRAM, "prepare", folder, weight_bits], text=True))
    print(summary.read_text(), end="", flush=True)
    return summary.read_text().splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="counted rounds (default 15)")
    parser.add_argument("--warm-up", type=int, default=2, help="rounds that are not counted (default 2)")
    parser.add_argument("--threads", type=int, default=1, help="threads on both sides (default 1)")
    parser.add_argument("--weight-bits", choices=("7", "8"), default="8",
                        help="of INT8 weights: 7 for x86 processors without VNNI, and the rewrites that help there (default 8)")
    parser.add_argument("--channels-last", action="store_true", help="memory format of PyTorch's input; slower for this network")
    parser.add_argument("--folder", type=pathlib.Path,
                        help="keep network, image and models there, and take what is there already (default: a temporary one)")
    parser.add_argument("--profile", action="store_true", help="then print where the time of FP32 and INT8 goes")
    arguments = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit(f"bench: expected {PROGRAM}, found none. Build it: dotnet build -c Release tools/bench-inference")
    torch.set_num_threads(arguments.threads)
    with tempfile.TemporaryDirectory() as name:
        folder = (arguments.folder or pathlib.Path(name)) / f"weights-{arguments.weight_bits}-bit"
        lines = prepare(folder, arguments.weight_bits)
        eager = Eager(folder, torch.channels_last if arguments.channels_last else torch.contiguous_format)
        served = {model: Served(folder / f"{model}.onnx", folder / "image.bin", arguments.threads)
                  for model in ("plain", "fp32", "int8")}
        require_equal(eager, served["fp32"])
        print(f"425x560, {arguments.rounds} rounds in turn, {arguments.threads} threads, torch {torch.__version__}, "
              f"load average {os.getloadavg()[0]:.1f}", flush=True)
        times = take_turns({"eager": eager, **served}, arguments.rounds, arguments.warm_up)
        print("median ratios with 95 % bootstrap intervals")
        for base, other in (("eager", "plain"), ("eager", "fp32"), ("eager", "int8"), ("fp32", "int8")):
            report(times, base, other)
        for runner in served.values():
            runner.close()
        roofline(lines)
        for model in ("fp32", "int8") if arguments.profile else ():
            print(f"\n{model}", flush=True)
            subprocess.run([PROGRAM, "profile", folder / f"{model}.onnx", folder / "image.bin", "8"], check=True)


if __name__ == "__main__":
    main()
