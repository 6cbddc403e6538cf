using System.Data.Common;

namespace DenseEdge.Fleet.Sql;

/// <summary>Reads one row column by column, in the order of the statement.</summary>
internal sealed class SqlRow(DbDataReader reader)
{
    private int _column;

    public string Text() => reader.GetString(_column++);

    public string? TextOrNull() => IsNull() ? null : Text();

    public long Long() => reader.GetInt64(_column++);

    public long? LongOrNull() => IsNull() ? null : Long();

    public int Int() => checked((int)Long());

    public int? IntOrNull() => IsNull() ? null : Int();

    public bool Bool() => Long() != 0;

    public double? RealOrNull() => IsNull() ? null : reader.GetDouble(_column++);

    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds(Long());

    public DateTimeOffset? TimeOrNull() => IsNull() ? null : Time();

    public TEnum Name<TEnum>()
        where TEnum : struct, Enum => Names<TEnum>.Parse(Text());

    public TEnum? NameOrNull<TEnum>()
        where TEnum : struct, Enum => IsNull() ? null : Name<TEnum>();

    /// <summary>Any column as the value of its type, for backups.</summary>
    public object? Any(SqlType type) => IsNull() ? null : type switch
    {
        SqlType.Integer => Long(),
        SqlType.Real => reader.GetDouble(_column++),
        _ => Text(),
    };

    public void Rewind() => _column = 0;

    private bool IsNull()
    {
        bool isNull = reader.IsDBNull(_column);
        _column += isNull ? 1 : 0;
        return isNull;
    }
}
