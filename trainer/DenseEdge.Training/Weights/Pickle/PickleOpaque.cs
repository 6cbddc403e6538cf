namespace DenseEdge.Training.Weights.Pickle;

/// <summary>
/// Stands where a file wants an object of a class that is not a tensor or a container. Nothing is constructed and nothing is
/// called: the name is all that there is.
/// </summary>
/// <param name="name">The class or function as the file names it, such as os.system.</param>
internal sealed class PickleOpaque(string name)
{
    /// <summary>The class or function as the file names it.</summary>
    public string Name => name;
}
