using System.Globalization;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>An order of devices and how a page goes on in it. Devices without a value come first.</summary>
internal sealed class DeviceSort
{
    private readonly bool _descending;
    private readonly bool _isText;

    private DeviceSort(SqlText key, bool isText, bool descending)
    {
        Key = key;
        _isText = isText;
        _descending = descending;
    }

    /// <summary>What it orders by, on a row d of devices.</summary>
    public SqlText Key { get; }

    public SqlText OrderBy => _descending ? (SqlText)$"{Key} DESC, d.id DESC" : $"{Key}, d.id";

    /// <exception cref="FleetException">There is no such order.</exception>
    public static DeviceSort Parse(string sort, DeviceHealthSql health)
    {
        bool descending = sort.StartsWith('-');
        string name = descending ? sort[1..] : sort;
        return name switch
        {
            "id" => new(SqlText.Trusted("d.id"), true, descending),
            "name" or "board" or "state" or "model" => Text("d." + name),
            "version" => Text("d.version_order"),
            "health" => new(health.Column, true, descending),
            "last_poll" => Number("d.last_poll_ms"),
            "first_seen" => Number("d.first_seen_ms"),
            "latency_p50_ms" or "latency_p95_ms" or "temperature_c" => Number("d." + name),
            _ => throw FleetException.Invalid(
                $"Expected an order by id, name, board, state, health, model, version, last_poll, first_seen, latency_p50_ms, " +
                $"latency_p95_ms or temperature_c, with a minus before it to turn it; found '{sort}'."),
        };

        DeviceSort Text(string column) => new(SqlText.Trusted($"coalesce({column}, '')"), true, descending);
        DeviceSort Number(string column) => new(SqlText.Trusted($"coalesce({column}, -1000000)"), false, descending);
    }

    /// <summary>The condition that a device comes after the one at which a page ended.</summary>
    public SqlText After(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return SqlText.Trusted("1 = 1");
        }

        IReadOnlyList<string> parts = PageCursor.Read(cursor, 2);
        SqlText sign = SqlText.Trusted(_descending ? "<" : ">");
        if (_isText)
        {
            return $"({Key} {sign} {parts[0]} OR ({Key} = {parts[0]} AND d.id {sign} {parts[1]}))";
        }

        double number = AttributeNumber.Of(parts[0]) ?? throw PageCursor.Unreadable(cursor);
        return $"({Key} {sign} {number} OR ({Key} = {number} AND d.id {sign} {parts[1]}))";
    }

    /// <summary>The cursor of a page that ends here.</summary>
    public static string Cursor(string key, string id) => PageCursor.Write(key, id);

    /// <summary>Reads the key as a text that comes back the same.</summary>
    public string ReadKey(SqlRow row) =>
        _isText ? row.Text() : row.RealOrNull()!.Value.ToString("R", CultureInfo.InvariantCulture);
}
