namespace DenseEdge.Search.Launching;

/// <summary>How jobs are given to Slurm.</summary>
public sealed record SlurmOptions
{
    /// <summary>Tasks of an array that run at the same time, at least 1.</summary>
    /// <value>Default: 16.</value>
    public int Tasks { get; init; } = 16;

    /// <summary>More arguments of sbatch, such as a partition.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The time between two questions to Slurm.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where sbatch, squeue and scancel are.</summary>
    /// <value>Default: null, on the search path.</value>
    public string? BinaryFolder { get; init; }

    /// <summary>Returns these options, or says what is wrong with them.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public SlurmOptions Validated() => Tasks >= 1 && PollInterval > TimeSpan.Zero
        ? this
        : throw new ArgumentException(
            $"Slurm: expected at least 1 task and an interval above 0, got {Tasks} and {PollInterval}.");
}
