namespace DenseEdge.Contracts;

/// <summary>One task of a model: its classes, the output that answers it and the unit of the answer.</summary>
public sealed record ModelTask
{
    private const string Meter = "m";

    /// <summary>The task and its classes.</summary>
    public required TaskSpec Spec { get; init; }

    /// <summary>The name of the graph's output.</summary>
    /// <value>By convention the task's key.</value>
    public required string OutputName { get; init; }

    /// <summary>What the numbers mean: <c>class</c>, <c>m</c> (metres), <c>relative</c> (distances up to an unknown factor),
    /// <c>unit_vector</c>, <c>probability</c> or <c>logit</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether the numbers are metres.</summary>
    public bool IsMetric => Unit == Meter;

    /// <summary>What a task with classes answers for each pixel.</summary>
    /// <value>Default: <see cref="AnswerForm.Labels"/>; other tasks have no choice.</value>
    public AnswerForm Form { get; init; } = AnswerForm.Labels;

    /// <summary>Makes a task as the exporter writes it: the output bears the task's key, the unit follows from the
    /// task.</summary>
    /// <param name="spec">The task and its classes.</param>
    /// <param name="form">What a task with classes answers for each pixel; others ignore it.</param>
    public static ModelTask Of(TaskSpec spec, AnswerForm form = AnswerForm.Labels)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string unit = spec.Kind switch
        {
            TaskKind.Depth => Meter,
            TaskKind.SurfaceNormals => "unit_vector",
            TaskKind.Boundaries or TaskKind.Saliency => "probability",
            _ => "class",
        };
        bool logits = spec.Kind.HasClasses() && form == AnswerForm.Logits;
        return new ModelTask
        {
            Spec = spec,
            OutputName = spec.Kind.Key(),
            Unit = logits ? "logit" : unit,
            Form = logits ? AnswerForm.Logits : AnswerForm.Labels,
        };
    }
}
