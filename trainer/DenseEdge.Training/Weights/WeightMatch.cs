using System.Globalization;
using System.Text;

namespace DenseEdge.Training.Weights;

/// <summary>Compares the tensors that a network wants with those that a file has.</summary>
internal sealed class WeightMatch
{
    private readonly List<string> _missing = [];
    private readonly List<string> _unexpected = [];
    private readonly List<string> _misshapen = [];
    private int _matched;

    /// <summary>Compares names and shapes.</summary>
    /// <param name="wanted">Names and shapes that the network has.</param>
    /// <param name="given">The tensors of the file.</param>
    /// <param name="mayBeMissing">Names that the file may lack.</param>
    /// <param name="isIgnored">Names in the file that the network has no use for.</param>
    public WeightMatch(
        IReadOnlyDictionary<string, long[]> wanted,
        IReadOnlyDictionary<string, SafeTensor> given,
        Func<string, bool> mayBeMissing,
        Func<string, bool> isIgnored)
    {
        foreach ((string name, long[] shape) in wanted)
        {
            string text = $"{name} [{string.Join(", ", shape)}]";
            if (!given.TryGetValue(name, out SafeTensor? tensor))
            {
                if (!mayBeMissing(name))
                {
                    _missing.Add(text);
                }
            }
            else if (tensor.Shape.SequenceEqual(shape))
            {
                _matched++;
            }
            else
            {
                _misshapen.Add($"{text} is {tensor.ShapeText}");
            }
        }

        _unexpected.AddRange(given.Where(tensor => !wanted.ContainsKey(tensor.Key) && !isIgnored(tensor.Key))
            .Select(tensor => $"{tensor.Key} {tensor.Value.ShapeText}"));
    }

    /// <summary>How many tensors fit by name and shape.</summary>
    public int Matched => _matched;

    /// <summary>What the network has and the file lacks, with shapes.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>What the file has and the network lacks, with shapes.</summary>
    public IReadOnlyList<string> Unexpected => _unexpected;

    /// <summary>What both have in different shapes, with both.</summary>
    public IReadOnlyList<string> Misshapen => _misshapen;

    /// <summary>Throws unless everything fits.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="InvalidDataException">Something is missing, unexpected or of another shape; the message lists all.</exception>
    public void Require(string path)
    {
        if (_missing.Count + _unexpected.Count + _misshapen.Count == 0)
        {
            return;
        }

        StringBuilder message = new();
        message.Append(CultureInfo.InvariantCulture, $"{path}: {_matched} tensors fit the network.");
        Append(message, "missing", _missing);
        Append(message, "unexpected", _unexpected);
        Append(message, "of another shape", _misshapen);
        throw new InvalidDataException(message.ToString());
    }

    private static void Append(StringBuilder message, string what, List<string> names)
    {
        if (names.Count > 0)
        {
            message.Append(CultureInfo.InvariantCulture, $" {names.Count} {what}: {string.Join("; ", names)}.");
        }
    }
}
