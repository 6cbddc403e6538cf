using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using DenseEdge.Fleet.Schema;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Backup;

/// <summary>Writes a dump of one moment of the database, row by row, so that it needn't fit into memory.</summary>
internal sealed class DumpWriter : IDisposable
{
    private readonly Stream _output;
    private readonly MemoryStream _line = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private DumpWriter(Stream output) => _output = output;

    public static async Task WriteAsync(SqlDatabase database, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        using var writer = new DumpWriter(gzip);
        await database.ReadSnapshotAsync(
            async session =>
            {
                await writer.WriteAsync(session).ConfigureAwait(false);
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _line.Dispose();
        _hash.Dispose();
    }

    private async Task WriteAsync(Session session)
    {
        long now = await session.NowMsAsync().ConfigureAwait(false);
        await LineAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("format", DumpFormat.Name);
            json.WriteNumber("version", DumpFormat.Version);
            json.WriteNumber("schema", Migrator.Target);
            json.WriteString("created", DateTimeOffset.FromUnixTimeMilliseconds(now));
            json.WriteEndObject();
        }).ConfigureAwait(false);
        foreach (Table table in Table.All)
        {
            await TableAsync(session, table).ConfigureAwait(false);
        }

        foreach (IdentityTable table in Table.Counting)
        {
            long last = (await session.LongAsync(session.Dialect.LastIdentity(table)).ConfigureAwait(false))!.Value;
            await LineAsync(json =>
            {
                json.WriteStartObject();
                json.WriteString("counter", table.Name);
                json.WriteNumber("last", last);
                json.WriteEndObject();
            }).ConfigureAwait(false);
        }

        string digest = Convert.ToHexStringLower(_hash.GetCurrentHash());
        await LineAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("sha256", digest);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task TableAsync(Session session, Table table)
    {
        await LineAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("table", table.Name);
            json.WriteStartArray("columns");
            foreach ((string column, _) in table.Columns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }).ConfigureAwait(false);
        SqlText ofAll = table.Name == "settings"
            ? $"NOT ({session.Dialect.Like(SqlText.Trusted("name"), DumpFormat.OwnSettings)})"
            : SqlText.Trusted("1 = 1");
        IAsyncEnumerable<object?[]> rows = session.StreamAsync(
            $"SELECT {SqlText.Trusted(table.ColumnList)} FROM {SqlText.Trusted(table.Name)} WHERE {ofAll}",
            row => table.Columns.Select(column => row.Any(column.Type)).ToArray());
        await foreach (object?[] row in rows.ConfigureAwait(false))
        {
            await LineAsync(json => WriteRow(json, row)).ConfigureAwait(false);
        }
    }

    private static void WriteRow(Utf8JsonWriter json, object?[] row)
    {
        json.WriteStartArray();
        foreach (object? value in row)
        {
            switch (value)
            {
                case null:
                    json.WriteNullValue();
                    break;
                case long number:
                    json.WriteNumberValue(number);
                    break;
                case double number:
                    json.WriteNumberValue(number);
                    break;
                default:
                    json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        json.WriteEndArray();
    }

    private async Task LineAsync(Action<Utf8JsonWriter> write)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line))
        {
            write(json);
        }

        _line.WriteByte((byte)'\n');
        _hash.AppendData(_line.GetBuffer(), 0, (int)_line.Length);
        await _output.WriteAsync(_line.GetBuffer().AsMemory(0, (int)_line.Length)).ConfigureAwait(false);
    }
}
