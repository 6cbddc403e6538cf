using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Exporting;

/// <summary>Compares the answers of two models of the same tasks, frame by frame.</summary>
internal sealed class ModelAgreement
{
    private readonly Dictionary<TaskKind, Sums> _sums = [];

    /// <summary>Frames compared.</summary>
    public int Frames { get; private set; }

    /// <summary>The tasks' agreement so far, in the order of the model's tasks.</summary>
    public IReadOnlyList<TaskAgreement> Tasks =>
        [.. _sums.Select(entry => entry.Key.HasClasses()
            ? new TaskAgreement(entry.Key, (double)entry.Value.Equal / entry.Value.Count, null, null)
            : new TaskAgreement(entry.Key, null, entry.Value.Largest, entry.Value.Total / entry.Value.Count))];

    /// <summary>Adds one frame.</summary>
    /// <param name="expected">The plain model's prediction.</param>
    /// <param name="found">The other model's prediction, of the same size.</param>
    public void Add(DensePrediction expected, DensePrediction found)
    {
        Frames++;
        foreach (TaskKind task in expected.Model.Tasks.Select(task => task.Spec.Kind))
        {
            if (!_sums.TryGetValue(task, out Sums? sums))
            {
                _sums.Add(task, sums = new Sums());
            }

            if (task.HasClasses())
            {
                sums.Add(Labels(expected, task), Labels(found, task));
            }
            else
            {
                sums.Add(Numbers(expected, task), Numbers(found, task));
            }
        }
    }

    private static ReadOnlySpan<byte> Labels(DensePrediction prediction, TaskKind task)
        => (task == TaskKind.SemanticSegmentation ? prediction.Segmentation : prediction.HumanParts)!.Value.Labels;

    private static ReadOnlySpan<float> Numbers(DensePrediction prediction, TaskKind task) => task switch
    {
        TaskKind.Depth => prediction.Depth!.Value.Meters,
        TaskKind.SurfaceNormals => prediction.SurfaceNormals!.Value.Components,
        TaskKind.Boundaries => prediction.Boundaries!.Value.Probability,
        _ => prediction.Saliency!.Value.Probability,
    };

    private sealed class Sums
    {
        public long Count { get; private set; }

        public long Equal { get; private set; }

        public double Largest { get; private set; }

        public double Total { get; private set; }

        public void Add(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
        {
            Count += expected.Length;
            for (int i = 0; i < expected.Length; i++)
            {
                Equal += expected[i] == found[i] ? 1 : 0;
            }
        }

        public void Add(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
        {
            Count += expected.Length;
            for (int i = 0; i < expected.Length; i++)
            {
                double difference = Math.Abs((double)expected[i] - found[i]);
                Total += difference;

                // Not Math.Max: a number that is undefined must show.
                Largest = difference <= Largest ? Largest : difference;
            }
        }
    }
}
