namespace DenseEdge.Bundles.Layout;

/// <summary>A bundle as one tar file, which stays open and is read in place.</summary>
internal sealed class TarStore : IBlobStore
{
    private readonly Dictionary<string, (long Position, long Size)> _places;
    private readonly FileStream _file;

    /// <summary>Opens a file and goes through its headers.</summary>
    /// <exception cref="InvalidDataException">It is no bundle, or a damaged one.</exception>
    public TarStore(string path, BundleLimits limits)
    {
        Path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            _places = TarIndex.Read(_file, limits);
        }
        catch (FormatException fault)
        {
            _file.Dispose();
            throw new InvalidDataException($"{path}: {fault.Message}.", fault);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        Files = _places.ToDictionary(place => place.Key, place => place.Value.Size, StringComparer.Ordinal);
    }

    public string Path { get; }

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string name)
    {
        (long position, long size) = _places[name];
        return new FilePartStream(_file.SafeFileHandle, position, size);
    }

    public void Dispose() => _file.Dispose();
}
