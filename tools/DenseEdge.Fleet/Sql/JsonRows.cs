using System.Text;
using System.Text.Json;

namespace DenseEdge.Fleet.Sql;

/// <summary>Writes rows as the JSON that <see cref="Dialect.Rows"/> reads: many rows in one parameter, one statement.</summary>
internal static class JsonRows
{
    public static string Write<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> properties)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (T row in rows)
            {
                json.WriteStartObject();
                properties(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
