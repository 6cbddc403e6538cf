namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>Tensors that must have the same scale and zero point: disjoint sets, joined where an operator asks for it.</summary>
internal sealed class TensorGroups
{
    private readonly Dictionary<string, string> _parent = new(StringComparer.Ordinal);

    // Tensors that only repeat or mix values of others of their group: their own range doesn't count.
    private readonly HashSet<string> _derived = new(StringComparer.Ordinal);

    /// <summary>Joins the groups of two tensors.</summary>
    /// <param name="one">One tensor.</param>
    /// <param name="other">The other.</param>
    public void Join(string one, string other)
    {
        string root = Root(one);
        string joined = Root(other);
        if (root != joined)
        {
            _parent[joined] = root;
        }
    }

    /// <summary>Joins a tensor to the one whose values it repeats or averages.</summary>
    /// <param name="source">The one that it comes from.</param>
    /// <param name="tensor">The tensor.</param>
    public void JoinDerived(string source, string tensor)
    {
        Join(source, tensor);
        _derived.Add(tensor);
    }

    /// <summary>Divides tensors into their groups, in the order of their first members.</summary>
    /// <param name="tensors">The tensors.</param>
    public IReadOnlyList<IReadOnlyList<string>> Divide(IReadOnlyList<string> tensors)
        => [.. tensors.GroupBy(Root).Select(group => (IReadOnlyList<string>)[.. group])];

    /// <summary>The members of a group that decide its range.</summary>
    /// <param name="group">The group.</param>
    public IReadOnlyList<string> Sources(IReadOnlyList<string> group)
    {
        IReadOnlyList<string> sources = [.. group.Where(tensor => !_derived.Contains(tensor))];
        return sources.Count > 0 ? sources : group;
    }

    private string Root(string tensor)
    {
        while (_parent.TryGetValue(tensor, out string? parent))
        {
            tensor = parent;
        }

        return tensor;
    }
}
