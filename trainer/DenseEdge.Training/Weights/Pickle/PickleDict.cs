namespace DenseEdge.Training.Weights.Pickle;

/// <summary>A dictionary, ordered as it was filled. Keys that are no text can't be looked up.</summary>
internal sealed class PickleDict
{
    private readonly List<(object? Key, object? Value)> _entries = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>Keys and values, in order.</summary>
    public IReadOnlyList<(object? Key, object? Value)> Entries => _entries;

    /// <summary>What the file sets on the dictionary as an object, such as the version numbers of a state dictionary.</summary>
    public object? Attributes { get; set; }

    /// <summary>Sets a value; text that is there already keeps its place.</summary>
    public void Set(object? key, object? value)
    {
        if (key is string text)
        {
            if (_places.TryGetValue(text, out int place))
            {
                _entries[place] = (key, value);
                return;
            }

            _places.Add(text, _entries.Count);
        }

        _entries.Add((key, value));
    }

    /// <summary>Looks a value up.</summary>
    public bool TryGet(string key, out object? value)
    {
        bool found = _places.TryGetValue(key, out int place);
        value = found ? _entries[place].Value : null;
        return found;
    }
}
