using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Filters;

/// <summary>
/// Writes a condition as SQL on a row d of devices. Each piece is true or false and never null, so that not turns it round, and
/// every name and value that somebody wrote is a parameter.
/// </summary>
internal sealed class FilterSql(DeviceHealthSql health)
{
    private static readonly Dictionary<string, string> TextColumns = new()
    {
        ["id"] = "d.id",
        ["name"] = "d.name",
        ["board"] = "d.board",
        ["model"] = "d.model",
        ["version"] = "d.version",
        ["digest"] = "d.digest",
        ["state"] = "d.state",
        ["address"] = "d.address",
    };

    private static readonly Dictionary<string, string> NumberColumns = new()
    {
        ["poll_seconds"] = "d.poll_seconds",
        ["latency_p50_ms"] = "d.latency_p50_ms",
        ["latency_p95_ms"] = "d.latency_p95_ms",
        ["temperature_c"] = "d.temperature_c",
    };

    public SqlText Write(FilterNode node) => node switch
    {
        FilterNode.And and => $"({Write(and.Left)} AND {Write(and.Right)})",
        FilterNode.Or or => $"({Write(or.Left)} OR {Write(or.Right)})",
        FilterNode.Not not => $"NOT ({Write(not.Inner)})",
        FilterNode.Equal equal => Equal(equal.Field, equal.Value),
        FilterNode.Compare compare => Compare(compare),
        FilterNode.In list => In(list),
        FilterNode.Like like => OnText(like.Field, column => health.Dialect.Like(column, like.Pattern)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private SqlText Equal(string field, string value)
    {
        CheckName(field, value);
        return NumberColumns.TryGetValue(field, out string? column)
            ? Known(SqlText.Trusted(column), $"{SqlText.Trusted(column)} = {Number(field, value)}")
            : OnText(field, text => $"{text} = {value}");
    }

    private SqlText In(FilterNode.In list)
    {
        list.Values.ToList().ForEach(value => CheckName(list.Field, value));
        if (!NumberColumns.TryGetValue(list.Field, out string? column))
        {
            return OnText(
                list.Field, text => $"{text} IN ({SqlText.Join(", ", list.Values.Select(value => (SqlText)$"{value}"))})");
        }

        IEnumerable<SqlText> numbers = list.Values.Select(value => (SqlText)$"{Number(list.Field, value)}");
        return Known(SqlText.Trusted(column), $"{SqlText.Trusted(column)} IN ({SqlText.Join(", ", numbers)})");
    }

    private SqlText Compare(FilterNode.Compare compare)
    {
        SqlText sign = SqlText.Trusted(compare.Operator switch
        {
            "<" => "<",
            "<=" => "<=",
            ">" => ">",
            ">=" => ">=",
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        if (NumberColumns.TryGetValue(compare.Field, out string? column))
        {
            return Known(SqlText.Trusted(column), $"{SqlText.Trusted(column)} {sign} {Number(compare.Field, compare.Value)}");
        }

        if (compare.Field == "version")
        {
            return Known(SqlText.Trusted("d.version_order"), $"d.version_order {sign} {VersionOrder.Of(compare.Value)}");
        }

        bool isAttribute = !TextColumns.ContainsKey(compare.Field) && compare.Field is not ("tag" or "health");
        return isAttribute && AttributeNumber.Of(compare.Value) is double number
            ? OnAttribute(compare.Field, $"x.number IS NOT NULL AND x.number {sign} {number}")
            : OnText(compare.Field, text => $"{text} {sign} {compare.Value}");
    }

    private SqlText OnText(string field, Func<SqlText, SqlText> condition)
    {
        if (field == "tag")
        {
            return $"EXISTS (SELECT 1 FROM device_tags x WHERE x.device_id = d.id AND {condition(SqlText.Trusted("x.tag"))})";
        }

        if (field == "health")
        {
            return condition(health.Column);
        }

        return TextColumns.TryGetValue(field, out string? column)
            ? Known(SqlText.Trusted(column), condition(SqlText.Trusted(column)))
            : OnAttribute(field, condition(SqlText.Trusted("x.value")));
    }

    private static SqlText OnAttribute(string name, SqlText condition) =>
        $"EXISTS (SELECT 1 FROM device_attributes x WHERE x.device_id = d.id AND x.name = {name} AND {condition})";

    private static SqlText Known(SqlText column, SqlText condition) => $"({column} IS NOT NULL AND {condition})";

    private static double Number(string field, string value) =>
        AttributeNumber.Of(value)
        ?? throw FleetException.Invalid($"The filter compares {field} with '{value}': expected a number, such as 30 or 12.5.");

    private static void CheckName(string field, string value)
    {
        if (field == "state" && !Names<DeviceState>.TryParse(value, out _))
        {
            throw FleetException.Invalid(
                $"The filter asks for state={value}: expected unknown, registered, pending, in_sync or error.");
        }

        if (field == "health" && !Names<DeviceHealth>.TryParse(value, out _))
        {
            throw FleetException.Invalid(
                $"The filter asks for health={value}: expected good, degraded, bad, silent or unknown.");
        }
    }
}
