namespace DenseEdge.Data.Mat;

/// <summary>An array of structs that have the same fields.</summary>
internal sealed class MatStruct : MatArray
{
    private readonly MatArray[] _values;

    /// <summary>Wraps the values.</summary>
    /// <param name="place">File and place in it, for messages.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="fields">The names of the fields.</param>
    /// <param name="values">All fields of the first struct, then of the second, the first dimension fastest.</param>
    internal MatStruct(string place, IReadOnlyList<int> shape, IReadOnlyList<string> fields, MatArray[] values)
        : base(place, shape)
    {
        Fields = fields;
        _values = values;
    }

    /// <summary>The names of the fields, in order.</summary>
    internal IReadOnlyList<string> Fields { get; }

    internal override string Kind => "structs";

    /// <summary>Gets a field by name, or where the name is absent by its place in the struct.</summary>
    /// <param name="element">Which struct, from 0.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="position">Its place, from 0; -1 if only the name counts.</param>
    /// <exception cref="InvalidDataException">There is no such struct or field.</exception>
    internal MatArray Field(int element, string name, int position = -1)
    {
        if (element < 0 || element >= Count)
        {
            throw new InvalidDataException($"{Place}: expected struct {element + 1}, found {Count} structs.");
        }

        int field = Enumerable.Range(0, Fields.Count).FirstOrDefault(i => Fields[i] == name, position);
        return field >= 0 && field < Fields.Count
            ? _values[(element * Fields.Count) + field]
            : throw new InvalidDataException(
                $"{Place}: expected a field '{name}', found {string.Join(", ", Fields)}.");
    }
}
