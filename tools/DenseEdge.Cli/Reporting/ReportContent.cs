using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Reporting;

/// <summary>What a report page shows.</summary>
internal sealed record ReportContent
{
    /// <summary>The page's title.</summary>
    public required string Title { get; init; }

    /// <summary>Facts about the run, in order: what, value.</summary>
    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

    /// <summary>The tasks, in order.</summary>
    public required IReadOnlyList<TaskSpec> Tasks { get; init; }

    /// <summary>The scores of the test split.</summary>
    public required MetricTable Metrics { get; init; }

    /// <summary>How the exported network compares with the trained one, in order: what, value.</summary>
    public IReadOnlyList<(string Name, string Value)> Agreement { get; init; } = [];

    /// <summary>The losses of the training.</summary>
    public LossHistory? Losses { get; init; }

    /// <summary>Example images with their pictures.</summary>
    public required IReadOnlyList<ReportExample> Examples { get; init; }
}
