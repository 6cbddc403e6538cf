namespace DenseEdge.Cli.Finetuning;

/// <summary>What a user said to denseedge finetune; null where the default decides.</summary>
internal sealed record FinetuneArguments
{
    /// <summary>The folder of a trained run.</summary>
    public required string Run { get; init; }

    /// <summary>The name of a target with INT8, or the path of a profile.</summary>
    public required string Target { get; init; }

    /// <summary>Data folder or descriptor; null for what the run was trained on.</summary>
    public string? Data { get; init; }

    /// <summary>Training time.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Training steps, in place of a time.</summary>
    public int? Steps { get; init; }

    /// <summary>Number of calibration images.</summary>
    public int? Images { get; init; }

    /// <summary>Bits of a weight, 7 or 8.</summary>
    public int? WeightBits { get; init; }

    /// <summary>Peak learning rate in steps of the 8-bit grid.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The ONNX file.</summary>
    public string? Out { get; init; }
}
