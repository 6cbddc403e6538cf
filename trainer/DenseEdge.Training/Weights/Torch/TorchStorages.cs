using DenseEdge.Training.Weights.Pickle;

namespace DenseEdge.Training.Weights.Torch;

/// <summary>The storages that a checkpoint's description mentions.</summary>
internal sealed class TorchStorages
{
    private readonly Dictionary<string, TorchStorage> _byKey = new(StringComparer.Ordinal);

    /// <summary>The storages by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> ByKey => _byKey;

    /// <summary>
    /// Resolves a persistent id: ('storage', type, key, device, count), in old files with a part of it after that.
    /// </summary>
    /// <exception cref="InvalidDataException">It is something else, or contradicts what was said before.</exception>
    public object Resolve(IReadOnlyList<object?> id)
    {
        if (id is not ["storage", var type, string key, _, long count, ..] || count < 0)
        {
            throw new InvalidDataException("it refers to something outside of it that is no storage of numbers");
        }

        if (type is PickleOpaque unknown)
        {
            throw new InvalidDataException($"it has a storage of type {unknown.Name}, which is not supported");
        }

        if (type is not SafeTensorType format)
        {
            throw new InvalidDataException("it has a storage whose type is no type");
        }

        TorchStorage whole = new(format, key, count, 0, count);
        if (!_byKey.TryAdd(key, whole) && _byKey[key] != whole)
        {
            throw new InvalidDataException($"it contradicts itself: storage '{key}' is described in two ways");
        }

        return id.Count > 5 && id[5] is PickleTuple { Items: [_, long start, long length] } ? Part(whole, start, length) : whole;
    }

    private static TorchStorage Part(TorchStorage whole, long start, long length) =>
        start >= 0 && length >= 0 && start <= whole.Count && length <= whole.Count - start
            ? whole with { Start = start, Length = length }
            : throw new InvalidDataException($"it has a part of storage '{whole.Key}' that reaches beyond its end");
}
