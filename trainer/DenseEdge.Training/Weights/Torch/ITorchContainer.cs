namespace DenseEdge.Training.Weights.Torch;

/// <summary>A file with a pickled description and the storages that it mentions.</summary>
internal interface ITorchContainer : IDisposable
{
    /// <summary>What the container is, for people.</summary>
    string Format { get; }

    /// <summary>The described object.</summary>
    object? Root { get; }

    /// <summary>The classes and functions in it that are not known.</summary>
    IReadOnlyCollection<string> Unknown { get; }

    /// <summary>Reads the numbers of a whole storage, little-endian.</summary>
    /// <exception cref="InvalidDataException">They are missing or of another length.</exception>
    byte[] Read(TorchStorage storage);
}
