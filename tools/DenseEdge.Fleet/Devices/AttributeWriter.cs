using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>Writes attributes and tags of a device within its limits.</summary>
internal static class AttributeWriter
{
    private const int MostNameCharacters = 64;
    private const int MostTags = 50;

    /// <exception cref="FleetException">A name or value is out of its limits.</exception>
    public static void Check(IEnumerable<KeyValuePair<string, string>> attributes, FleetLimits limits)
    {
        foreach ((string name, string value) in attributes)
        {
            Checks.Text(name, "an attribute's name", MostNameCharacters);
            if (value is null || value.Length > limits.CharactersPerAttribute)
            {
                throw FleetException.Invalid(
                    $"Expected a value of attribute '{name}' of at most {limits.CharactersPerAttribute} characters, " +
                    $"found {(value is null ? "none" : value.Length)}.");
            }
        }
    }

    public static async Task SetAsync(
        Session session, string id, IReadOnlyDictionary<string, string> attributes, FleetLimits limits)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        string json = JsonRows.Write(attributes, (row, pair) =>
        {
            string value = Checks.Clean(pair.Value);
            row.WriteString("name", pair.Key);
            row.WriteString("value", value);
            if (AttributeNumber.Of(value) is double number)
            {
                row.WriteNumber("number", number);
            }
        });
        SqlText rows = session.Dialect.Rows(json, ("name", SqlType.Text), ("value", SqlType.Text), ("number", SqlType.Real));
        await session.ExecuteAsync(
            $"""
            INSERT INTO device_attributes (device_id, name, value, number)
            SELECT {id}, v.name, v.value, v.number FROM {rows} v WHERE 1 = 1
            ON CONFLICT (device_id, name) DO UPDATE SET value = excluded.value, number = excluded.number
            """).ConfigureAwait(false);
        long count = (await session.LongAsync(
            $"SELECT count(*) FROM device_attributes WHERE device_id = {id}").ConfigureAwait(false))!.Value;
        if (count > limits.AttributesPerDevice)
        {
            throw FleetException.Invalid(
                $"A device has at most {limits.AttributesPerDevice} attributes; '{id}' would have {count}.");
        }
    }

    public static Task RemoveAsync(Session session, string id, IEnumerable<string> names) => session.ExecuteAsync(
        $"DELETE FROM device_attributes WHERE device_id = {id} AND name IN {session.Dialect.Texts(names)}");

    public static async Task AddTagsAsync(Session session, string id, IReadOnlyList<string> tags)
    {
        foreach (string tag in tags)
        {
            Checks.Text(tag, "a tag", MostNameCharacters);
        }

        if (tags.Count == 0)
        {
            return;
        }

        await session.ExecuteAsync(
            $"""
            INSERT INTO device_tags (device_id, tag) SELECT {id}, v.value FROM {session.Dialect.Texts(tags)} v WHERE 1 = 1
            ON CONFLICT DO NOTHING
            """).ConfigureAwait(false);
        long count =
            (await session.LongAsync($"SELECT count(*) FROM device_tags WHERE device_id = {id}").ConfigureAwait(false))!.Value;
        if (count > MostTags)
        {
            throw FleetException.Invalid($"A device has at most {MostTags} tags; '{id}' would have {count}.");
        }
    }

    public static Task RemoveTagsAsync(Session session, string id, IReadOnlyList<string> tags) => session.ExecuteAsync(
        $"DELETE FROM device_tags WHERE device_id = {id} AND tag IN {session.Dialect.Texts(tags)}");
}
