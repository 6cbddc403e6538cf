namespace DenseEdge.Fleet.Filters;

/// <summary>Kinds of words in a filter.</summary>
internal enum FilterTokenKind
{
    Word,
    Quoted,
    Operator,
    Open,
    Close,
    Comma,
    End,
}
