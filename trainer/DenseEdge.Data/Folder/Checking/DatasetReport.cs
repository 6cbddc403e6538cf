namespace DenseEdge.Data.Folder;

/// <summary>What a check of a data set found.</summary>
public sealed record DatasetReport
{
    /// <summary>The data set's name; the path where the descriptor could not be read.</summary>
    public required string Name { get; init; }

    /// <summary>What the data set is, as its descriptor says; empty if it does not say.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Everything wrong, errors first, then in the order of the file names.</summary>
    public required IReadOnlyList<DatasetProblem> Problems { get; init; }

    /// <summary>The number of samples of each split.</summary>
    public IReadOnlyDictionary<string, int> SplitSamples { get; init; } = new Dictionary<string, int>();

    /// <summary>The tasks in the descriptor's order; empty if it has faults.</summary>
    public IReadOnlyList<TaskStatistics> Tasks { get; init; } = [];

    /// <summary>Whether a problem is an error.</summary>
    public bool HasErrors => Problems.Any(problem => problem.IsError);
}
