using System.ComponentModel.DataAnnotations;
using DenseEdge.Contracts;
using DenseEdge.Training.Heads;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// The contrastive regulariser of a training: in the projected features of a task, pixels that another task's labels call
/// alike are drawn together, and those that they call different are held apart.
/// </summary>
/// <remarks>
/// Yang, Ye and Xu, "Contrastive Multi-Task Dense Prediction", AAAI 2023. Its structure is the paper's (projector per pair,
/// random source, triplets by the source's labels); the constants are not published and are this project's choice.
/// </remarks>
public sealed record ContrastOptions
{
    private const double TripletLambda = 0.1;
    private const double MemoryLambda = 1;
    private const double BatchTemperature = 0.1;
    private const double MemoryTemperature = 0.07;

    /// <summary>Which form of the regulariser.</summary>
    /// <value>Default: <see cref="ContrastMode.Off"/>.</value>
    public ContrastMode Mode { get; init; } = ContrastMode.Off;

    /// <summary>Which features of a task are contrasted.</summary>
    /// <value>Default: <see cref="FeatureTap.Refined"/>, the last ones before the prediction.</value>
    public FeatureTap Tap { get; init; } = FeatureTap.Refined;

    /// <summary>Weight of the regulariser in the loss (λ); it is the mean over the tasks.</summary>
    /// <value>Default null: 0.1, or 1 with a memory. Worth trying: 0.03, 0.1, 0.3, 1.</value>
    [Range(0.0, 1000.0)]
    public double? Lambda { get; init; }

    /// <summary>How much farther than the positive the negative of a triplet must be (m); distances lie from 0 to 2.</summary>
    /// <value>Default 0.3. Worth trying: 0.1, 0.3, 0.5.</value>
    [Range(0.0, 2.0)]
    public double Margin { get; init; } = 0.3;

    /// <summary>Share of the training at its start in which the regulariser is off.</summary>
    /// <value>Default 0.1.</value>
    [Range(0.0, 1.0)]
    public double WarmUpShare { get; init; } = 0.1;

    /// <summary>Channels of the projected features (d).</summary>
    /// <value>Default 64. 64 to 128 suits the small networks, 256 the large ones.</value>
    [Range(2, 4096)]
    public int ProjectionChannels { get; init; } = 64;

    /// <summary>Pixels drawn from each image and pair; an image with fewer labelled pixels gives all of them.</summary>
    /// <value>Default 256. Time and memory grow with its square.</value>
    [Range(2, 4096)]
    public int PixelsPerImage { get; init; } = 256;

    /// <summary>
    /// Whether triplets are made without thresholds: of two random pixels the one with the smaller label distance is the
    /// positive, if the distances differ by <see cref="Gap"/> or more. For the triplet modes.
    /// </summary>
    /// <value>Default false.</value>
    public bool ThresholdFree { get; init; }

    /// <summary>Least difference of the label distances of a threshold-free triplet; classes: 0 or 1, depth: logarithm of the
    /// ratio, normals: radians.</summary>
    /// <value>Default 0.2.</value>
    [Range(1e-6, 3.0)]
    public double Gap { get; init; } = 0.2;

    /// <summary>Largest |ln d - ln d'| of a positive pair of distances.</summary>
    /// <value>Default 0.05: five percent apart.</value>
    [Range(0.0, 10.0)]
    public double DepthPositive { get; init; } = 0.05;

    /// <summary>Smallest |ln d - ln d'| of a negative pair of distances.</summary>
    /// <value>Default 0.25: a quarter apart.</value>
    [Range(0.0, 10.0)]
    public double DepthNegative { get; init; } = 0.25;

    /// <summary>Largest angle of a positive pair of normals, in degrees.</summary>
    /// <value>Default 10.</value>
    [Range(0.0, 180.0)]
    public double NormalPositiveDegrees { get; init; } = 10;

    /// <summary>Smallest angle of a negative pair of normals, in degrees.</summary>
    /// <value>Default 30.</value>
    [Range(0.0, 180.0)]
    public double NormalNegativeDegrees { get; init; } = 30;

    /// <summary>Temperature of the InfoNCE modes.</summary>
    /// <value>Default null: 0.1, or 0.07 with a memory.</value>
    [Range(1e-3, 10.0)]
    public double? Temperature { get; init; }

    /// <summary>Pixels that the memory of each pair holds, all classes together.</summary>
    /// <value>Default 5000.</value>
    [Range(1, 1_000_000)]
    public int MemoryPixels { get; init; } = 5000;

    /// <summary>Pixels of one class of one image that enter the memory in a step.</summary>
    /// <value>Default 10.</value>
    [Range(1, 4096)]
    public int MemoryPixelsPerClass { get; init; } = 10;

    /// <summary>Whether there is a regulariser at all.</summary>
    internal bool IsOn => Mode != ContrastMode.Off;

    /// <summary>Whether every step uses the labels of a task for its own features.</summary>
    internal bool IsSelf => Mode == ContrastMode.SelfSource;

    /// <summary>λ as the mode has it.</summary>
    internal double EffectiveLambda => Lambda ?? (Mode == ContrastMode.InfoNceMemory ? MemoryLambda : TripletLambda);

    /// <summary>The temperature as the mode has it.</summary>
    internal double EffectiveTemperature
        => Temperature ?? (Mode == ContrastMode.InfoNceMemory ? MemoryTemperature : BatchTemperature);

    /// <summary>Returns these options, or says everything that is wrong with them at once.</summary>
    /// <param name="tasks">The tasks of the network.</param>
    /// <exception cref="ArgumentException">Values are out of range or do not suit the tasks; the message lists all.</exception>
    public ContrastOptions Validated(IReadOnlyList<TaskKind> tasks)
    {
        List<string> faults = [.. Faults(), .. TaskFaults(tasks)];
        return faults.Count == 0 ? this : throw new ArgumentException($"Contrast options: {string.Join(" ", faults)}");
    }

    /// <summary>What is wrong with the values themselves, a sentence each.</summary>
    internal IEnumerable<string> Faults()
    {
        List<ValidationResult> ranges = [];
        _ = Validator.TryValidateObject(this, new ValidationContext(this), ranges, validateAllProperties: true);
        foreach (ValidationResult fault in ranges)
        {
            yield return fault.ErrorMessage ?? "unknown fault";
        }

        if (!Enum.IsDefined(Mode) || !Enum.IsDefined(Tap))
        {
            yield return $"Mode and Tap must be ones that exist, got {Mode} and {Tap}.";
        }

        if (!(DepthPositive < DepthNegative))
        {
            yield return $"DepthPositive must be below DepthNegative, got {DepthPositive} and {DepthNegative}.";
        }

        if (!(NormalPositiveDegrees < NormalNegativeDegrees))
        {
            yield return "NormalPositiveDegrees must be below NormalNegativeDegrees, got "
                + $"{NormalPositiveDegrees} and {NormalNegativeDegrees}.";
        }
    }

    /// <summary>What keeps the mode from working with some tasks, a sentence each.</summary>
    /// <param name="tasks">The tasks of the network.</param>
    internal IEnumerable<string> TaskFaults(IReadOnlyList<TaskKind> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (!IsOn)
        {
            yield break;
        }

        if (!IsSelf && tasks.Count < 2)
        {
            yield return $"{Mode} takes its labels from another task and needs two tasks or more, got {tasks.Count}.";
        }

        foreach (TaskKind task in tasks.Where(task => !LabelDistance.Exists(task)))
        {
            yield return LabelDistance.Refusal(task);
        }

        if (Mode == ContrastMode.InfoNceMemory && tasks.Count >= 2)
        {
            foreach (TaskKind target in tasks.Where(target => !SourceDraw.Candidates(target, tasks, Mode).Any()))
            {
                yield return $"{Mode} needs a source with classes for {target}: semseg, human_parts, sal or edge beside it.";
            }
        }
    }
}
