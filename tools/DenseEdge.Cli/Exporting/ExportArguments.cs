namespace DenseEdge.Cli.Exporting;

/// <summary>What a user said to denseedge export, in the user's words: everything that is wrong is told at once.</summary>
internal sealed record ExportArguments
{
    /// <summary>A run folder.</summary>
    public string? Run { get; init; }

    /// <summary>The name of a preset.</summary>
    public string? Preset { get; init; }

    /// <summary>A file of the layout of run.json.</summary>
    public string? Config { get; init; }

    /// <summary>Whether the network of a preset or a file gets random weights.</summary>
    public bool RandomWeights { get; init; }

    /// <summary>The seed of random weights.</summary>
    public int? Seed { get; init; }

    /// <summary>The name of a target, or the path of a profile; null if the user named none.</summary>
    public string? Target { get; init; }

    /// <summary>fp32, fp16 or int8.</summary>
    public string Precision { get; init; } = "fp32";

    /// <summary>Images that show which ranges the numbers have.</summary>
    public string? Calibrate { get; init; }

    /// <summary>How many of them.</summary>
    public int? Images { get; init; }

    /// <summary>The largest relative loss of any task's metric, such as 1%.</summary>
    public string? AccuracyBudget { get; init; }

    /// <summary>The network's image, HEIGHTxWIDTH.</summary>
    public string? Size { get; init; }

    /// <summary>uint8-nhwc, float-nchw or float16-nchw.</summary>
    public string? Input { get; init; }

    /// <summary>labels or logits.</summary>
    public string? Output { get; init; }

    /// <summary>The camera's frame, HEIGHTxWIDTH.</summary>
    public string? Camera { get; init; }

    /// <summary>Whether the camera's frame keeps its aspect ratio.</summary>
    public bool Letterbox { get; init; }

    /// <summary>The ONNX file.</summary>
    public string? Out { get; init; }
}
