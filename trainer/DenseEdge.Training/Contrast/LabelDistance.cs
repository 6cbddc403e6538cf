using DenseEdge.Contracts;

namespace DenseEdge.Training.Contrast;

/// <summary>How far apart the labels of two pixels are for one task, and when they count as alike or as different.</summary>
internal abstract class LabelDistance
{
    private const double RadiansPerDegree = Math.PI / 180;

    private LabelDistance(double positive, double negative) => (Positive, Negative) = (positive, negative);

    /// <summary>Largest distance of a positive pair (τ+).</summary>
    public double Positive { get; }

    /// <summary>Smallest distance of a negative pair (τ-), above <see cref="Positive"/>.</summary>
    public double Negative { get; }

    /// <summary>Makes the distance of a task.</summary>
    /// <param name="task">The task whose labels are compared.</param>
    /// <param name="options">The thresholds.</param>
    /// <exception cref="ArgumentException">The task has no distance.</exception>
    public static LabelDistance For(TaskKind task, ContrastOptions options) => task switch
    {
        TaskKind.Depth => new OfDepth(options.DepthPositive, options.DepthNegative),
        TaskKind.SurfaceNormals => new OfNormals(
            options.NormalPositiveDegrees * RadiansPerDegree, options.NormalNegativeDegrees * RadiansPerDegree),
        _ when HasClasses(task) => new OfClasses(),
        _ => throw new ArgumentException(Refusal(task), nameof(task)),
    };

    /// <summary>Tells whether a task has a distance.</summary>
    public static bool Exists(TaskKind task) => HasClasses(task) || task is TaskKind.Depth or TaskKind.SurfaceNormals;

    /// <summary>Tells whether the labels of a task are equal or different, and nothing in between.</summary>
    public static bool HasClasses(TaskKind task) => task
        is TaskKind.SemanticSegmentation or TaskKind.HumanParts or TaskKind.Saliency or TaskKind.Boundaries;

    /// <summary>Says that a task has no distance.</summary>
    public static string Refusal(TaskKind task)
        => $"The contrastive regulariser has no label distance for the task {task}: it knows "
            + $"{string.Join(", ", TaskKinds.All.Where(Exists).Select(TaskKinds.Key))}. Train without contrast or without it.";

    /// <summary>Computes the distance of two pixels, at least 0.</summary>
    /// <param name="labels">The labels of a batch; both pixels have one.</param>
    /// <param name="first">A pixel, counted through the whole batch.</param>
    /// <param name="second">Another.</param>
    public abstract double Between(SourceLabels labels, int first, int second);

    /// <summary>0 for the same class, 1 for another.</summary>
    private sealed class OfClasses() : LabelDistance(0, 1)
    {
        public override double Between(SourceLabels labels, int first, int second)
            => labels.Classes[first] == labels.Classes[second] ? 0 : 1;
    }

    /// <summary>The logarithm of the ratio of two distances: the same for a room and its model.</summary>
    private sealed class OfDepth(double positive, double negative) : LabelDistance(positive, negative)
    {
        public override double Between(SourceLabels labels, int first, int second)
            => Math.Abs(labels.Values[first] - labels.Values[second]);
    }

    /// <summary>The angle of two directions in radians.</summary>
    private sealed class OfNormals(double positive, double negative) : LabelDistance(positive, negative)
    {
        public override double Between(SourceLabels labels, int first, int second)
        {
            ReadOnlySpan<float> a = labels.Values.AsSpan(3 * first, 3), b = labels.Values.AsSpan(3 * second, 3);
            return Math.Acos(Math.Clamp((a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]), -1f, 1f));
        }
    }
}
