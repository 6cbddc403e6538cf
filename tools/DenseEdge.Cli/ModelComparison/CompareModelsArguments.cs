using DenseEdge.Cli.Quantizing;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>What the user said to denseedge compare-models.</summary>
internal sealed record CompareModelsArguments
{
    /// <summary>The model that is taken as right.</summary>
    public required string First { get; init; }

    /// <summary>The model that is measured against it.</summary>
    public required string Second { get; init; }

    /// <summary>A data set or a folder of images.</summary>
    public required string Data { get; init; }

    /// <summary>Number of images for the comparison of layers.</summary>
    public int Images { get; init; } = 16;

    /// <summary>Whether the engine may rewrite the graphs.</summary>
    public bool OptimizeGraph { get; init; }

    /// <summary>Number of layers to list.</summary>
    public int Worst { get; init; } = 20;

    /// <summary>A file for the page; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>A file for the numbers; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>What a float input of a model that is not ours wants; null if nobody said.</summary>
    public PixelScaling? Scaling { get; init; }
}
