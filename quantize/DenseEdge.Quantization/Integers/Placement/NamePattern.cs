using System.Text.RegularExpressions;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>A pattern of node names, in which <c>*</c> stands for any characters.</summary>
internal sealed class NamePattern
{
    private readonly Regex _regex;

    public NamePattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        Text = pattern;
        string any = Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal);
        _regex = new Regex($"^{any}$", RegexOptions.CultureInvariant);
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    /// <summary>Whether a name fits the pattern.</summary>
    public bool Fits(string name) => _regex.IsMatch(name);
}
