using System.Data.Common;
using System.Text.Json;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Schema;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Backup;

/// <summary>Restores a dump in one transaction, which is only committed once the dump's checksum was found right.</summary>
internal sealed class DumpReader(Session session, DumpLines lines)
{
    /// <summary>SQLite looks every parameter up by its name, one after the other: a few hundred are fast, thousands are not.</summary>
    private const int ParametersPerStatement = 400;

    private static readonly string[] TablesOfContent = ["devices", "models", "rollouts", "tokens", "repository_files"];

    private readonly List<SqlText> _rows = [];
    private Table? _table;

    public static async Task RestoreAsync(SqlDatabase database, Stream input, bool replace, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);

        // The stream is read once: a transaction that collides with another isn't tried again.
        bool began = false;
        await database.WriteAsync(
            async session =>
            {
                if (began)
                {
                    throw FleetException.Conflict("Somebody else changes the database: stop all nodes, then restore again.");
                }

                began = true;
                using var lines = new DumpLines(input);
                await new DumpReader(session, lines).RunAsync(replace).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
    }

    private async Task RunAsync(bool replace)
    {
        Check(await lines.NextAsync(session.Cancellation).ConfigureAwait(false));
        await EmptyAsync(replace).ConfigureAwait(false);
        while (await lines.NextAsync(session.Cancellation).ConfigureAwait(false) is JsonElement line)
        {
            await TakeAsync(line).ConfigureAwait(false);
        }

        await FlushAsync().ConfigureAwait(false);
        foreach (ChangeKind kind in Enum.GetValues<ChangeKind>())
        {
            await session.ChangedAsync(kind, null).ConfigureAwait(false);
        }
    }

    private static void Check(JsonElement? header)
    {
        if (header is not { ValueKind: JsonValueKind.Object } line || !line.TryGetProperty("format", out JsonElement format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != DumpFormat.Name)
        {
            throw new InvalidDataException($"Expected a dump that begins with format {DumpFormat.Name}, found another file.");
        }

        int version = line.GetProperty("version").GetInt32();
        int schema = line.GetProperty("schema").GetInt32();
        if (version != DumpFormat.Version || schema > Migrator.Target)
        {
            throw new InvalidDataException(
                $"The dump has format version {version} and schema {schema}; this program reads version {DumpFormat.Version} up to " +
                $"schema {Migrator.Target}. Restore it with the program that wrote it, or a newer one.");
        }
    }

    private async Task EmptyAsync(bool replace)
    {
        foreach (string table in TablesOfContent)
        {
            if (!replace && await session.AnyAsync($"SELECT 1 FROM {SqlText.Trusted(table)} LIMIT 1").ConfigureAwait(false))
            {
                throw FleetException.Conflict(
                    $"The database isn't empty (table {table} has rows): restore into an empty one, or say that it shall be replaced.");
            }
        }

        foreach (Table table in Table.All.Reverse())
        {
            await session.ExecuteAsync($"DELETE FROM {SqlText.Trusted(table.Name)}").ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(JsonElement line)
    {
        if (line.ValueKind == JsonValueKind.Array)
        {
            AddRow(line);
            if ((_rows.Count + 1) * _table!.Columns.Count > ParametersPerStatement)
            {
                await FlushAsync().ConfigureAwait(false);
            }
        }
        else if (line.TryGetProperty("table", out JsonElement table))
        {
            await FlushAsync().ConfigureAwait(false);
            _table = Known(table.GetString(), line.GetProperty("columns"));
        }
        else
        {
            string? counter = line.GetProperty("counter").GetString();
            IdentityTable counting = Table.Counting.FirstOrDefault(known => known.Name == counter);
            await FlushAsync().ConfigureAwait(false);
            foreach (SqlText statement in session.Dialect.SetIdentity(
                counting.Name is null ? throw Unknown(counter) : counting, line.GetProperty("last").GetInt64()))
            {
                await session.ExecuteAsync(statement).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The table with the columns that the dump has, all of which this program must know.</summary>
    private static Table Known(string? name, JsonElement columns)
    {
        Table table = Table.All.FirstOrDefault(known => known.Name == name) ?? throw Unknown(name);
        return table with
        {
            Columns = [.. columns.EnumerateArray().Select(column =>
                table.Columns.FirstOrDefault(known => known.Name == column.GetString()) is { Name: not null } known
                    ? known
                    : throw Unknown($"{name}.{column.GetString()}"))],
        };
    }

    private static InvalidDataException Unknown(string? name) =>
        new($"The dump has '{name}', which this program doesn't know. Restore it with the program that wrote it.");

    private void AddRow(JsonElement line)
    {
        if (_table is null || line.GetArrayLength() != _table.Columns.Count)
        {
            throw new InvalidDataException("The dump is damaged: a row doesn't fit its table. Take another copy.");
        }

        _rows.Add($"({SqlText.Join(", ", line.EnumerateArray().Zip(_table.Columns, (value, column) => Value(value, column.Type)))})");
    }

    private static SqlText Value(JsonElement value, SqlType type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Null, SqlType.Integer) => $"{(long?)null}",
        (JsonValueKind.Null, SqlType.Real) => $"{(double?)null}",
        (JsonValueKind.Null, _) => $"{(string?)null}",
        (JsonValueKind.Number, SqlType.Integer) => $"{value.GetInt64()}",
        (JsonValueKind.Number, SqlType.Real) => $"{value.GetDouble()}",
        (JsonValueKind.String, SqlType.Text) => $"{value.GetString()}",
        _ => throw new InvalidDataException($"The dump is damaged: found {value.ValueKind} where {type} was expected. Take another copy."),
    };

    private async Task FlushAsync()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        try
        {
            await session.ExecuteAsync(
                $"INSERT INTO {SqlText.Trusted(_table!.Name)} ({SqlText.Trusted(_table.ColumnList)}) VALUES {SqlText.Join(", ", _rows)}")
                .ConfigureAwait(false);
        }
        catch (DbException exception) when (session.Dialect.IsConstraint(exception))
        {
            throw new InvalidDataException(
                $"The dump is damaged: a row of {_table!.Name} doesn't fit the others ({exception.Message}). Take another copy.", exception);
        }

        _rows.Clear();
    }
}
