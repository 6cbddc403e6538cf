namespace DenseEdge.Fleet.Filters;

/// <summary>A condition on a device.</summary>
internal abstract record FilterNode
{
    /// <summary>Both hold.</summary>
    public sealed record And(FilterNode Left, FilterNode Right) : FilterNode;

    /// <summary>At least one holds.</summary>
    public sealed record Or(FilterNode Left, FilterNode Right) : FilterNode;

    /// <summary>It doesn't hold. A device that lacks the field thus matches <c>site != lab</c>.</summary>
    public sealed record Not(FilterNode Inner) : FilterNode;

    /// <summary>A field equals a value.</summary>
    public sealed record Equal(string Field, string Value) : FilterNode;

    /// <summary>
    /// A field stands in an order to a value: numbers as numbers, versions as versions, other texts by code point.
    /// </summary>
    public sealed record Compare(string Field, string Operator, string Value) : FilterNode;

    /// <summary>A field equals one of some values.</summary>
    public sealed record In(string Field, IReadOnlyList<string> Values) : FilterNode;

    /// <summary>A field is like a pattern, in which * stands for anything.</summary>
    public sealed record Like(string Field, string Pattern) : FilterNode;
}
