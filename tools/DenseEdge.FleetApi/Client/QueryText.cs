using System.Globalization;
using System.Text;

namespace DenseEdge.FleetApi;

/// <summary>A path with a query, of which every value is escaped and those that are null are left out.</summary>
/// <param name="path">The path.</param>
internal sealed class QueryText(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _hasQuery;

    /// <summary>Adds a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value; null leaves it out.</param>
    public QueryText With(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    /// <summary>Adds a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number; null leaves it out.</param>
    public QueryText With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
