namespace DenseEdge.Fleet.Filters;

/// <summary>One word of a filter.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; without the quotes if it was quoted.</param>
/// <param name="Position">Where it begins, from 1.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    /// <summary>For messages.</summary>
    public string Shown => Kind == FilterTokenKind.End ? "the end" : $"'{Text}'";

    public bool IsKeyword(string keyword) =>
        Kind == FilterTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
