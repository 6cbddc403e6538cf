using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace DenseEdge.Fleet.Sql;

/// <summary>
/// A statement written as an interpolated string, every hole of which becomes a parameter: no value can reach the text. Only
/// another <see cref="SqlText"/> is spliced in as text.
/// </summary>
[InterpolatedStringHandler]
internal sealed class SqlText
{
    /// <summary>Text (string), or a parameter (<see cref="SqlValue"/>).</summary>
    private readonly List<object> _pieces;

    public SqlText(int literalLength, int formattedCount) => _pieces = new((2 * formattedCount) + 1);

    private SqlText(string text) => _pieces = [text];

    /// <summary>Nothing.</summary>
    public static SqlText Empty { get; } = new(string.Empty);

    /// <summary>Text that this program wrote, such as a list of columns; never anything that came from outside.</summary>
    public static SqlText Trusted(string text) => new(text);

    /// <summary>Joins fragments by trusted text.</summary>
    public static SqlText Join(string separator, IEnumerable<SqlText> fragments)
    {
        var joined = new SqlText(0, 0);
        foreach (SqlText fragment in fragments)
        {
            if (joined._pieces.Count > 0)
            {
                joined.AppendLiteral(separator);
            }

            joined.AppendFormatted(fragment);
        }

        return joined;
    }

    public void AppendLiteral(string value) => _pieces.Add(value);

    public void AppendFormatted(SqlText value) => _pieces.AddRange(value._pieces);

    public void AppendFormatted(string? value) => _pieces.Add(new SqlValue(value, SqlType.Text));

    public void AppendFormatted(long value) => _pieces.Add(new SqlValue(value, SqlType.Integer));

    public void AppendFormatted(long? value) => _pieces.Add(new SqlValue(value, SqlType.Integer));

    public void AppendFormatted(int value) => AppendFormatted((long)value);

    public void AppendFormatted(int? value) => AppendFormatted((long?)value);

    public void AppendFormatted(bool value) => AppendFormatted(value ? 1L : 0L);

    public void AppendFormatted(double? value) => _pieces.Add(new SqlValue(value, SqlType.Real));

    public void AppendFormatted(DateTimeOffset value) => AppendFormatted(value.ToUnixTimeMilliseconds());

    public void AppendFormatted(DateTimeOffset? value) => AppendFormatted(value?.ToUnixTimeMilliseconds());

    public void AppendFormatted<TEnum>(TEnum value)
        where TEnum : struct, Enum => AppendFormatted(Names<TEnum>.Of(value));

    /// <summary>The text of a command, with $1, $2 ... for its parameters.</summary>
    /// <param name="parameters">The command's parameters, to which they are added.</param>
    /// <param name="parameter">Makes one of its number and value.</param>
    public string Bind(DbParameterCollection parameters, Func<int, SqlValue, DbParameter> parameter)
    {
        var text = new StringBuilder(256);
        int count = 0;
        foreach (object piece in _pieces)
        {
            if (piece is SqlValue value)
            {
                count++;
                text.Append('$').Append(count.ToString(CultureInfo.InvariantCulture));
                parameters.Add(parameter(count, value));
            }
            else
            {
                text.Append((string)piece);
            }
        }

        return text.ToString();
    }

    /// <summary>The text as the database gets it, for tests.</summary>
    public override string ToString() =>
        string.Concat(_pieces.Select(piece => piece is SqlValue ? "?" : (string)piece));

    /// <summary>The parameters' values in order, for tests.</summary>
    public IReadOnlyList<object?> Values() => [.. _pieces.OfType<SqlValue>().Select(value => value.Value)];
}
