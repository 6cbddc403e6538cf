namespace DenseEdge.Fleet.Sql;

/// <summary>A parameter: its value, and its type even if it is null.</summary>
internal readonly record struct SqlValue(object? Value, SqlType Type);
