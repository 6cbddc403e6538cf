namespace DenseEdge.Training.Weights.Pickle;

/// <summary>A class or function that files may call: it builds a tensor, a container or a plain value.</summary>
/// <param name="name">As files name it.</param>
/// <param name="build">Builds the value from the arguments; throws <see cref="InvalidDataException"/> if they are wrong.</param>
internal sealed class PickleCallable(string name, Func<IReadOnlyList<object?>, object?> build)
{
    /// <summary>As files name it.</summary>
    public string Name => name;

    /// <summary>Builds the value.</summary>
    public object? Build(IReadOnlyList<object?> arguments) => build(arguments);
}
