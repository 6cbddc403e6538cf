using System.Globalization;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.InferenceBench;

/// <summary>The network that is timed, with random weights, and the files that both sides read.</summary>
internal static class BenchNetwork
{
    /// <summary>Seed of the image that is timed; calibration draws the smaller ones.</summary>
    private const int TimedImage = 1000;
    private const int CalibrationImages = 3;
    private const int NyudClasses = 40;
    private const int WarmUpSteps = 40;
    private const int WarmUpHeight = 96;
    private const int WarmUpWidth = 128;

    /// <summary>
    /// Writes weights.safetensors, image.bin and setup.json, and the models: plain.onnx as the exporter writes it, fp32.onnx
    /// with the rewrites of the CPU engine, int8.onnx.
    /// </summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="weightBits">Bits of an INT8 weight, 7 or 8.</param>
    public static void WriteFiles(string folder, int weightBits)
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Options(), seed: 1);
        Enliven(network);
        (int height, int width) = (network.Options.InputHeight, network.Options.InputWidth);
        using (NewDisposeScope())
        {
            SafeTensors.Write(
                Path.Combine(folder, "weights.safetensors"),
                network.state_dict().ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)));
        }

        File.WriteAllBytes(Path.Combine(folder, "image.bin"), WaveImages.Draw(height, width, TimedImage));
        File.WriteAllText(Path.Combine(folder, "setup.json"), JsonSerializer.Serialize(Describe(network.Options)));
        OnnxModel plain = OnnxExporter.Build(network, null);
        Save(plain, folder, "plain");
        Save(CpuRewrites.Apply(plain, CpuRewrites.Passes, "plain"), folder, "fp32");
        OnnxModel prepared = CpuRewrites.Apply(plain, CpuRewrites.PassesFor(weightBits), "plain");
        QuantizationResult quantized = Quantizer.Quantize(
            prepared,
            new WaveImages(plain.Proto.Graph.Input[0].Name, height, width, CalibrationImages),
            new QuantizationOptions
            {
                Flavor = IntegerFlavor.Cpu,
                Method = CalibrationMethod.MinMax,
                WeightBits = weightBits,
            });
        Save(quantized.Model, folder, "int8");
    }

    private static void Save(OnnxModel model, string folder, string name)
    {
        model.Save(Path.Combine(folder, $"{name}.onnx"));
        OnnxModelSummary summary = model.Summarize();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-6} {summary.ModelBytes / 1e6:F1} MB, {summary.MultiplyAdds / 1e9:F2} GMAC, "
            + $"{model.Proto.Graph.Node.Count} nodes"));
    }

    /// <summary>ATRC (ICCV 2021) on NYUD-v2: HRNet-W18-small with the published genotype.</summary>
    private static NetworkOptions Options() => new()
    {
        Backbone = BackboneKind.HrNetW18Small,
        Tasks =
        [
            new()
            {
                Kind = TaskKind.SemanticSegmentation,
                Classes =
                [
                    .. Enumerable.Range(0, NyudClasses).Select(
                        i => new LabelClass(i.ToString(CultureInfo.InvariantCulture), 0, 0, 0)),
                ],
            },
            new() { Kind = TaskKind.Depth }, new() { Kind = TaskKind.SurfaceNormals }, new() { Kind = TaskKind.Boundaries },
        ],
        Refinement = RefinementKind.Atrc,
        Genotype = PublishedGenotypes.NyudHrNet18,
        InputHeight = 425,
        InputWidth = 560,
    };

    private static object Describe(NetworkOptions options)
    {
        IReadOnlyList<TaskKind> tasks = [.. options.Tasks.Select(task => task.Kind)];
        return new
        {
            height = options.InputHeight,
            width = options.InputWidth,
            genotype = tasks.ToDictionary(
                target => target.Key(),
                target => tasks.ToDictionary(source => source.Key(), source => (int)options.Genotype![target, source])),
        };
    }

    /// <summary>
    /// Fresh normalisations do nothing and fresh predictions are near zero: gives every parameter a say, and
    /// normalisations statistics that fit, so that outputs can be compared.
    /// </summary>
    private static void Enliven(MultiTaskNetwork network)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            if (parameter.dim() == 1 || name.Contains("logits", StringComparison.Ordinal))
            {
                double center = parameter.dim() == 1 && name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
                parameter.copy_(rand(parameter.shape).sub(0.5).mul(0.6).add(center));
            }
        }

        network.train();
        for (int step = 0; step < WarmUpSteps; step++)
        {
            using Tensor pixels = tensor(WaveImages.Draw(WarmUpHeight, WarmUpWidth, step));
            using Tensor images =
                pixels.reshape(1, WarmUpHeight, WarmUpWidth, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32);
            using NetworkOutput output = network.forward(images.expand(2, -1, -1, -1).contiguous());
        }

        network.eval();
    }
}
