using System.Globalization;
using System.Text.RegularExpressions;
using DenseEdge.Imaging;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Vectors;

/// <summary>The arrays of one reference file. Remembers which of them were read, so that none is passed over in silence.</summary>
internal sealed class VectorFile
{
    private readonly IReadOnlyDictionary<string, NpyArray> _arrays;
    private readonly HashSet<string> _read = [];

    /// <summary>Takes the arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">Its arrays by key.</param>
    public VectorFile(string path, IReadOnlyDictionary<string, NpyArray> arrays) => (Path, _arrays) = (path, arrays);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file's name without folder and extension.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>All keys, in the order of the file.</summary>
    public IEnumerable<string> Keys => _arrays.Keys;

    /// <summary>The keys that nothing has read.</summary>
    public IReadOnlyList<string> Unread => [.. _arrays.Keys.Where(key => !_read.Contains(key))];

    /// <summary>Gets an array.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="InvalidDataException">The file has no such array.</exception>
    public NpyArray this[string key]
    {
        get
        {
            _read.Add(key);
            return _arrays.TryGetValue(key, out NpyArray? array)
                ? array
                : throw new InvalidDataException($"expected an array '{key}', which the file does not have");
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">An <c>.npz</c> archive.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public static VectorFile Read(string path) => new(path, NpzFile.Read(path));

    /// <summary>Tells whether the file has an array. Does not count as reading it.</summary>
    /// <param name="key">Its key.</param>
    public bool Has(string key) => _arrays.ContainsKey(key);

    /// <summary>Tells whether the file has an array below a prefix.</summary>
    /// <param name="prefix">How its key begins.</param>
    public bool HasUnder(string prefix) => _arrays.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Gets what follows a prefix in every key that has it, in the order of the file.</summary>
    /// <param name="prefix">How the keys begin.</param>
    public IReadOnlyList<string> Under(string prefix)
        => [.. _arrays.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..])];

    /// <summary>Finds the keys that a pattern describes from end to end.</summary>
    /// <param name="pattern">A regular expression with one group.</param>
    /// <returns>The group of every key that fits, each once, in the order of the file.</returns>
    public IReadOnlyList<string> Matches(string pattern)
        => [.. _arrays.Keys.Select(key => Regex.Match(key, $"^(?:{pattern})$")).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>Says that an array needs no comparison, because it describes how others were made.</summary>
    /// <param name="key">Its key.</param>
    public void Skip(string key) => _read.Add(key);

    /// <summary>Gets the shape of an array.</summary>
    /// <param name="key">Its key.</param>
    public long[] Shape(string key) => [.. this[key].Shape.Select(side => (long)side)];

    /// <summary>Gets an array as a tensor: int64 for integers, bool for truth values, float32 otherwise.</summary>
    /// <param name="key">Its key.</param>
    public Tensor Tensor(string key)
    {
        NpyArray array = this[key];
        long[] shape = Shape(key);
        return array switch
        {
            { ElementType: "|b1" } => tensor(Array.ConvertAll(array.ToInt32s(), value => value != 0), shape),
            { IsInteger: true } => tensor(array.ToInt64s(), shape),
            _ => tensor(array.ToSingles(), shape),
        };
    }

    /// <summary>Gets the one number of an array.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="InvalidDataException">The array has another number of elements.</exception>
    public double Number(string key) => this[key].ToDoubles() is [double number]
        ? number
        : throw new InvalidDataException($"expected one number in '{key}', found {this[key].Count}");

    /// <summary>Gets the one text of an array.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="InvalidDataException">The array has another number of elements.</exception>
    public string Text(string key) => this[key].ToStrings() is [string text]
        ? text
        : throw new InvalidDataException($"expected one text in '{key}', found {this[key].Count}");

    /// <summary>Reads a number in a key, such as 0.8 in <c>ce_edge_aux_w0.8</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="before">What stands before the number; it goes to the end of the key.</param>
    /// <exception cref="InvalidDataException">There is no such number.</exception>
    public static double NumberIn(string key, string before)
    {
        int start = key.LastIndexOf(before, StringComparison.Ordinal);
        return start >= 0 && double.TryParse(
            key.AsSpan(start + before.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new InvalidDataException($"expected a number after '{before}' in the key '{key}'");
    }
}
