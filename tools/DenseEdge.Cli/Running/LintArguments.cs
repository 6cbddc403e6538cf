namespace DenseEdge.Cli.Running;

/// <summary>What the user asked 'lint' for.</summary>
internal sealed record LintArguments
{
    /// <summary>The ONNX file; null if none was named.</summary>
    public required string? Model { get; init; }

    /// <summary>Target names or profile files, with commas between them; null if none was named.</summary>
    public required string? Targets { get; init; }

    /// <summary>Whether JSON is wanted.</summary>
    public required bool IsJson { get; init; }

    /// <summary>The file for the JSON; null to print it.</summary>
    public required string? JsonPath { get; init; }

    /// <summary>A code to explain; null for none.</summary>
    public required string? Explain { get; init; }

    /// <summary>Whether warnings fail too.</summary>
    public required bool IsStrict { get; init; }
}
