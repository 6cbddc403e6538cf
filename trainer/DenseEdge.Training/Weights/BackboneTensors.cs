namespace DenseEdge.Training.Weights;

/// <summary>The part of a file that belongs to a backbone, under the backbone's own names.</summary>
/// <param name="Tensors">The tensors by name.</param>
/// <param name="Elsewhere">Names in the file that belong to other parts of a network.</param>
/// <param name="File">The whole file.</param>
internal sealed record BackboneTensors(
    IReadOnlyDictionary<string, SafeTensor> Tensors, IReadOnlyList<string> Elsewhere, WeightFile File)
{
    /// <summary>Reads a file of any format.</summary>
    /// <param name="path">The file: a backbone, a classifier with it, or a whole network of any program.</param>
    /// <param name="wanted">The backbone's names.</param>
    /// <exception cref="InvalidDataException">The file can't be read; the message names it.</exception>
    public static BackboneTensors Read(string path, IReadOnlyCollection<string> wanted) => Of(WeightFile.Read(path), wanted);

    /// <summary>Takes the backbone's part of a file.</summary>
    public static BackboneTensors Of(WeightFile file, IReadOnlyCollection<string> wanted)
    {
        string prefix = NamePrefix.Find(file.Tensors.Keys, wanted);
        return new BackboneTensors(
            NamePrefix.Cut(file.Tensors, prefix),
            [.. file.Tensors.Keys.Where(name => !name.StartsWith(prefix, StringComparison.Ordinal))],
            file);
    }
}
