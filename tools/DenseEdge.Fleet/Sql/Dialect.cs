using System.Data.Common;
using System.Text.Json;

namespace DenseEdge.Fleet.Sql;

/// <summary>The few places where the two databases are told the same in other words.</summary>
internal abstract class Dialect
{
    public abstract DatabaseKind Kind { get; }

    /// <summary>Column type of text that compares by code point, so that order and prefixes are the same everywhere.</summary>
    public abstract string TextType { get; }

    /// <summary>Column type of floating-point numbers.</summary>
    public abstract string RealType { get; }

    /// <summary>Definition of a primary key that counts up and never gives a number twice.</summary>
    public abstract string IdentityKey { get; }

    /// <summary>Options of a table whose rows are updated all the time.</summary>
    public abstract string OftenUpdated { get; }

    /// <summary>Definition of the column by which the change feed is read.</summary>
    public abstract string ChangeOrder { get; }

    /// <summary>Keeps others from changing the rows that are read until the transaction ends.</summary>
    public abstract SqlText ForUpdate { get; }

    /// <summary>The same, leaving out rows that somebody else has locked.</summary>
    public abstract SqlText ForUpdateSkipLocked { get; }

    /// <summary>Keeps others from deleting the rows that are read until the transaction ends.</summary>
    public abstract SqlText ForReference { get; }

    /// <summary>Keeps others from changing or referring to the rows that are read, which are about to be deleted.</summary>
    public abstract SqlText ForDelete { get; }

    /// <summary>A table expression "(value)" of texts, as one parameter.</summary>
    public abstract SqlText Texts(IEnumerable<string> values);

    /// <summary>A table expression "(value)" of integers, as one parameter.</summary>
    public abstract SqlText Longs(IEnumerable<long> values);

    /// <summary>A table expression of rows, as one parameter.</summary>
    /// <param name="json">A JSON array of objects.</param>
    /// <param name="columns">Names in those objects and types.</param>
    public abstract SqlText Rows(string json, params (string Name, SqlType Type)[] columns);

    /// <summary>A condition: a column is like a pattern with * for anything.</summary>
    public abstract SqlText Like(SqlText column, string pattern);

    /// <summary>A statement that gives the last number that a table's primary key counted up to; 0 for none.</summary>
    /// <param name="table">A table whose key is <see cref="IdentityKey"/>.</param>
    public abstract SqlText LastIdentity(IdentityTable table);

    /// <summary>Statements that let a table's primary key count on from a number.</summary>
    public abstract IReadOnlyList<SqlText> SetIdentity(IdentityTable table, long last);

    /// <summary>Whether a failure tells of a row that doesn't fit: a key that is taken or refers to nothing, a value that is missing.</summary>
    public abstract bool IsConstraint(DbException exception);

    protected static string Json(IEnumerable<string> values) => JsonSerializer.Serialize(values, SqlJson.Default.IEnumerableString);

    protected static string Json(IEnumerable<long> values) => JsonSerializer.Serialize(values, SqlJson.Default.IEnumerableInt64);
}
