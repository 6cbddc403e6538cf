namespace DenseEdge.Fleet.Sql;

/// <summary>The three kinds of values in the schema; times are integers of milliseconds, truths 0 or 1.</summary>
internal enum SqlType
{
    Text,
    Integer,
    Real,
}
