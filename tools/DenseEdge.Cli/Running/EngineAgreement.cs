using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>Compares the exported network with the trained one on the same input bytes.</summary>
internal sealed class EngineAgreement
{
    private readonly Dictionary<TaskKind, (long Equal, long Pixels)> _labels = [];
    private readonly Dictionary<TaskKind, double> _largestDifference = [];

    /// <summary>Images compared.</summary>
    public int Images { get; private set; }

    /// <summary>Adds one image.</summary>
    /// <param name="trained">The torch network's prediction for the prediction's frame.</param>
    /// <param name="exported">The exported network's prediction.</param>
    public void Add(DensePredictionArrays trained, DensePrediction exported)
    {
        Images++;
        foreach ((TaskKind task, byte[] expected) in trained.Labels)
        {
            ReadOnlySpan<byte> found = task == TaskKind.SemanticSegmentation
                ? exported.Segmentation!.Value.Labels
                : exported.HumanParts!.Value.Labels;
            long equal = 0;
            for (int i = 0; i < expected.Length; i++)
            {
                equal += expected[i] == found[i] ? 1 : 0;
            }

            (long equalBefore, long pixelsBefore) = _labels.GetValueOrDefault(task);
            _labels[task] = (equalBefore + equal, pixelsBefore + expected.Length);
        }

        foreach ((TaskKind task, float[] expected) in trained.Values)
        {
            ReadOnlySpan<float> found = task switch
            {
                TaskKind.Depth => exported.Depth!.Value.Meters,
                TaskKind.SurfaceNormals => exported.SurfaceNormals!.Value.Components,
                TaskKind.Boundaries => exported.Boundaries!.Value.Probability,
                _ => exported.Saliency!.Value.Probability,
            };
            double largest = _largestDifference.GetValueOrDefault(task);
            for (int i = 0; i < expected.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(expected[i] - found[i]));
            }

            _largestDifference[task] = largest;
        }
    }

    /// <summary>Says the result, one line per task.</summary>
    public IReadOnlyList<(string Name, string Value)> Describe() =>
    [
        ("images compared", Images.ToString(CultureInfo.InvariantCulture)),
        .. _labels.Select(entry => (
            $"{entry.Key.Title()}: equal labels",
            string.Create(CultureInfo.InvariantCulture, $"{100.0 * entry.Value.Equal / entry.Value.Pixels:F4} %"))),
        .. _largestDifference.Select(entry => (
            $"{entry.Key.Title()}: largest difference",
            string.Create(CultureInfo.InvariantCulture, $"{entry.Value:G3}{(entry.Key == TaskKind.Depth ? " m" : "")}"))),
    ];
}
