using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>Where two predictions of one task differ, and by how much.</summary>
/// <param name="Task">The task.</param>
/// <param name="Plane">[H, W]: 1 where labels differ; metres, degrees or probability elsewhere.</param>
internal sealed record PredictionDifference(TaskKind Task, float[] Plane)
{
    /// <summary>The mean over the image, in the same unit.</summary>
    public double Mean => Plane.Average(value => (double)value);

    /// <summary>Compares two predictions.</summary>
    /// <param name="task">A task that both have.</param>
    /// <param name="first">The first model's.</param>
    /// <param name="second">The second model's, of the same size.</param>
    public static PredictionDifference Of(TaskKind task, DensePrediction first, DensePrediction second) => new(task, task switch
    {
        TaskKind.SemanticSegmentation => Labels(first.Segmentation!.Value.Labels, second.Segmentation!.Value.Labels),
        TaskKind.HumanParts => Labels(first.HumanParts!.Value.Labels, second.HumanParts!.Value.Labels),
        TaskKind.Depth => Numbers(first.Depth!.Value.Meters, second.Depth!.Value.Meters),
        TaskKind.SurfaceNormals => Angles(first.SurfaceNormals!.Value.Components, second.SurfaceNormals!.Value.Components),
        TaskKind.Boundaries => Numbers(first.Boundaries!.Value.Probability, second.Boundaries!.Value.Probability),
        TaskKind.Saliency => Numbers(first.Saliency!.Value.Probability, second.Saliency!.Value.Probability),
        _ => throw new UnreachableException($"Unknown task {task}."),
    });

    /// <summary>Writes a number of the plane with its unit.</summary>
    /// <param name="task">The task.</param>
    /// <param name="value">The number.</param>
    public static string Text(TaskKind task, double value) => task switch
    {
        _ when task.HasClasses() => FormattableString.Invariant($"{100 * value:F2} % of the pixels"),
        TaskKind.Depth => FormattableString.Invariant($"{value:G3} m"),
        TaskKind.SurfaceNormals => FormattableString.Invariant($"{value:G3} deg"),
        _ => FormattableString.Invariant($"{value:G3}"),
    };

    private static float[] Labels(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        float[] plane = new float[first.Length];
        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] = first[i] == second[i] ? 0 : 1;
        }

        return plane;
    }

    private static float[] Numbers(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        float[] plane = new float[first.Length];
        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] = Math.Abs(first[i] - second[i]);
        }

        return plane;
    }

    /// <summary>Angles between unit vectors, [3, H, W] each, in degrees.</summary>
    private static float[] Angles(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        int pixels = first.Length / 3;
        float[] plane = new float[pixels];
        for (int i = 0; i < pixels; i++)
        {
            double squares = 0;
            for (int channel = 0; channel < 3; channel++)
            {
                double difference = first[(channel * pixels) + i] - second[(channel * pixels) + i];
                squares += difference * difference;
            }

            // From the chord: exact for small angles, where the arc cosine of the product would round to 0.
            plane[i] = (float)(2 * Math.Asin(Math.Min(1, Math.Sqrt(squares) / 2)) * 180 / Math.PI);
        }

        return plane;
    }
}
