using System.Globalization;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
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
    private const int NyudClasses = 40;
    private const int WarmUpSteps = 40;
    private const int WarmUpHeight = 96;
    private const int WarmUpWidth = 128;

    /// <summary>Writes weights.safetensors, image.safetensors, image.bin, setup.json and model.onnx.</summary>
    /// <param name="folder">An existing folder.</param>
    public static void WriteFiles(string folder)
    {
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Options(), seed: 1);
        Enliven(network);
        using DisposeScope scope = NewDisposeScope();
        SafeTensors.Write(
            Path.Combine(folder, "weights.safetensors"),
            network.state_dict().ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value)));
        byte[] image = SmoothImage(network.Options.InputHeight, network.Options.InputWidth);
        File.WriteAllBytes(Path.Combine(folder, "image.bin"), image);
        File.WriteAllText(Path.Combine(folder, "setup.json"), JsonSerializer.Serialize(Describe(network.Options)));
        OnnxModelSummary summary = OnnxExporter.Export(network, Path.Combine(folder, "model.onnx"), null);
        Console.Error.WriteLine(summary);
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
            bool predicts = name.Contains("logits", StringComparison.Ordinal);
            double center = parameter.dim() == 1 && name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
            if (predicts || parameter.dim() == 1)
            {
                parameter.copy_(rand(parameter.shape).sub(0.5).mul(0.6).add(center));
            }
        }

        network.train();
        for (int step = 0; step < WarmUpSteps; step++)
        {
            using Tensor pixels = tensor(SmoothImage(WarmUpHeight, WarmUpWidth, step));
            using Tensor images = pixels.reshape(1, WarmUpHeight, WarmUpWidth, 3).permute(0, 3, 1, 2).to_type(ScalarType.Float32);
            using NetworkOutput output = network.forward(images.expand(2, -1, -1, -1).contiguous());
        }

        network.eval();
    }

    /// <summary>[height, width, 3] bytes of a few overlaid waves: photo-like, neither flat nor noise.</summary>
    private static byte[] SmoothImage(int height, int width, int seed = 1000)
    {
        Random random = new(seed);
        (double Down, double Right, double Phase)[] waves =
            [.. Enumerable.Range(0, 12).Select(_ => (random.NextDouble() * 0.3, random.NextDouble() * 0.3, random.NextDouble() * 6))];
        byte[] image = new byte[height * width * 3];
        for (int i = 0; i < image.Length; i++)
        {
            (int channel, int row, int column) = (i % 3, i / 3 / width, i / 3 % width);
            double sum = waves.Skip(channel * 4).Take(4)
                .Sum(wave => Math.Sin((wave.Down * row) + (wave.Right * column) + wave.Phase));
            image[i] = (byte)Math.Clamp(127 + (30 * sum), 0, 255);
        }

        return image;
    }
}
