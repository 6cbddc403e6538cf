using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Filters;

/// <summary>
/// A condition on devices, such as <c>board=orin-nano and site!=lab</c>. Fields: id, name, board, model, version, digest, state,
/// health, tag, poll_seconds, latency_p50_ms, latency_p95_ms, temperature_c, and every attribute by its name. Operators: = !=
/// &lt;
/// &lt;= &gt; &gt;= in (a, b), like with *, and, or, not, parentheses; values with other characters in quotes.
/// </summary>
public sealed class DeviceFilter
{
    private readonly FilterNode? _condition;

    private DeviceFilter(string text, FilterNode? condition)
    {
        Text = text;
        _condition = condition;
    }

    /// <summary>The filter as it was written; empty for all devices.</summary>
    public string Text { get; }

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter; null or empty for all devices.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="FleetException">It can't be read; the message says at which character and why.</exception>
    public static DeviceFilter Parse(string? text)
    {
        FilterNode? condition = FilterParser.Parse(text);
        var filter = new DeviceFilter(text?.Trim() ?? string.Empty, condition);

        // Fields know which values they take: those faults too are found here, not when a rollout starts.
        filter.Condition(new DeviceHealthSql(SqlText.Trusted("0"), 1));
        return filter;
    }

    /// <summary>The condition on a row d of devices.</summary>
    internal SqlText Condition(DeviceHealthSql health) =>
        _condition is null ? SqlText.Trusted("1 = 1") : new FilterSql(health).Write(_condition);
}
