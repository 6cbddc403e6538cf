namespace DenseEdge.Cli.Running;

/// <summary>What a user said about a training; null where the default decides.</summary>
internal sealed record TrainArguments
{
    /// <summary>Data folder, descriptor, or <see cref="DataSets.Synthetic"/>.</summary>
    public required string Data { get; init; }

    /// <summary>Pretrained weights, a file or a short name.</summary>
    public string? Weights { get; init; }

    /// <summary>Training time.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Training steps, in place of a time.</summary>
    public int? Steps { get; init; }

    /// <summary>Network input in pixels.</summary>
    public (int Height, int Width)? Size { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int? Seed { get; init; }

    /// <summary>Folder for the results.</summary>
    public string? Out { get; init; }

    /// <summary>Name of the backbone.</summary>
    public string? Backbone { get; init; }

    /// <summary>Name of the neck.</summary>
    public string? Neck { get; init; }

    /// <summary>Stride of the last level of a dilated backbone.</summary>
    public int? OutputStride { get; init; }

    /// <summary>"shared", or where the encoder splits.</summary>
    public string? Encoder { get; init; }

    /// <summary>Name of the refinement.</summary>
    public string? Refinement { get; init; }

    /// <summary>Keys of the tasks, with commas between them.</summary>
    public string? Tasks { get; init; }

    /// <summary>Form of the contrastive regulariser.</summary>
    public string? Contrast { get; init; }

    /// <summary>Its weight in the loss.</summary>
    public double? ContrastWeight { get; init; }

    /// <summary>Its margin.</summary>
    public double? ContrastMargin { get; init; }

    /// <summary>A file with parts of a run's configuration.</summary>
    public string? Config { get; init; }

    /// <summary>Genotype file, one context type for all pairs, or "none".</summary>
    public string? Genotype { get; init; }
}
