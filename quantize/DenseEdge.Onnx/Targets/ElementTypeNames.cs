namespace DenseEdge.Onnx.Targets;

/// <summary>Element types as profiles and messages spell them: <c>float32</c>, <c>int8</c>, ...</summary>
internal static class ElementTypeNames
{
    private static readonly Dictionary<string, GraphElementType> Types = Enum.GetValues<GraphElementType>()
        .Where(type => type != GraphElementType.Undefined)
        .ToDictionary(Of, StringComparer.Ordinal);

    /// <summary>Gets the name of a type.</summary>
    public static string Of(GraphElementType type) => Enum.IsDefined(type)
        ? type.ToString().ToLowerInvariant()
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"type {(int)type}");

    /// <summary>Gets the names of several types, for messages.</summary>
    public static string Of(IEnumerable<GraphElementType> types) => string.Join(", ", types.Select(Of));

    /// <summary>Reads a name; an unknown one is a fault, an empty one has been reported already.</summary>
    public static GraphElementType Parse(string name, string place, List<string> faults)
    {
        if (Types.TryGetValue(name, out GraphElementType type))
        {
            return type;
        }

        if (name.Length > 0)
        {
            faults.Add($"{place}: expected one of {string.Join(", ", Types.Keys)}, found '{name}'");
        }

        return GraphElementType.Undefined;
    }
}
