namespace DenseEdge.Data.Folder;

/// <summary>Says which pixels of a label count: those whose number in another file is in a list.</summary>
public sealed record LabelMask
{
    /// <summary>The path with <c>{id}</c> of a MATLAB file.</summary>
    public required string File { get; init; }

    /// <summary>The variable's name.</summary>
    public required string Variable { get; init; }

    /// <summary>The numbers of the pixels that count.</summary>
    public required IReadOnlyList<int> Values { get; init; }
}
