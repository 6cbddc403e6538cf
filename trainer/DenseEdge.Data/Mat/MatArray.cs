namespace DenseEdge.Data.Mat;

/// <summary>A MATLAB array: numbers, text, structs or cells.</summary>
/// <param name="place">File and place in it, for messages, such as <c>'a.mat': anno.objects(2).mask</c>.</param>
/// <param name="shape">The length of each dimension, at least two.</param>
internal abstract class MatArray(string place, IReadOnlyList<int> shape)
{
    /// <summary>The length of each dimension, at least two.</summary>
    internal IReadOnlyList<int> Shape => shape;

    /// <summary>The number of elements.</summary>
    internal int Count { get; } = checked((int)shape.Aggregate(1L, (product, side) => checked(product * side)));

    /// <summary>File and place in it, for messages.</summary>
    internal string Place => place;

    /// <summary>What it is, for messages.</summary>
    internal abstract string Kind { get; }

    /// <summary>Gets numbers.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal MatNumeric Numbers => this as MatNumeric ?? throw Not("numbers");

    /// <summary>Gets text.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal string Text => (this as MatText ?? throw Not("text")).Value;

    /// <summary>Gets structs.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal MatStruct Structs => this as MatStruct ?? throw Not("structs");

    private InvalidDataException Not(string expected) => new($"{place}: expected {expected}, found {Kind}.");
}
