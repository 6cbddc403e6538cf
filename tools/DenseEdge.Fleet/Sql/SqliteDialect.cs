using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>SQLite's words. Writers are alone there, so nothing needs a lock of its own.</summary>
internal sealed class SqliteDialect : Dialect
{
    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override string TextType => "text";

    public override string RealType => "real";

    // Without AUTOINCREMENT the number of a deleted last row would be given again, and old feedback could meet a new action.
    public override string IdentityKey => "integer PRIMARY KEY AUTOINCREMENT";

    public override string OftenUpdated => string.Empty;

    public override string ChangeOrder => "tx bigint";

    public override SqlText ForUpdate => SqlText.Empty;

    public override SqlText ForUpdateSkipLocked => SqlText.Empty;

    public override SqlText ForReference => SqlText.Empty;

    public override SqlText ForDelete => SqlText.Empty;

    public override SqlText Texts(IEnumerable<string> values) => $"(SELECT value FROM json_each({Json(values)}))";

    public override SqlText Longs(IEnumerable<long> values) => $"(SELECT value FROM json_each({Json(values)}))";

    public override SqlText Rows(string json, params (string Name, SqlType Type)[] columns)
    {
        string list = string.Join(", ", columns.Select(column => $"json_extract(value, '$.{column.Name}') AS {column.Name}"));
        return $"(SELECT {SqlText.Trusted(list)} FROM json_each({json}))";
    }

    public override SqlText Like(SqlText column, string pattern) => $"{column} GLOB {Glob(pattern)}";

    public override SqlText LastIdentity(IdentityTable table) =>
        $"SELECT coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = {table.Name}), 0)";

    public override IReadOnlyList<SqlText> SetIdentity(IdentityTable table, long last) =>
    [
        $"DELETE FROM sqlite_sequence WHERE name = {table.Name}",
        $"INSERT INTO sqlite_sequence (name, seq) VALUES ({table.Name}, {last})",
    ];

    public override bool IsConstraint(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT };

    /// <summary>GLOB knows ? and [ too, which stand for themselves here.</summary>
    private static string Glob(string pattern) =>
        new StringBuilder(pattern).Replace("[", "[[]").Replace("?", "[?]").ToString();
}
