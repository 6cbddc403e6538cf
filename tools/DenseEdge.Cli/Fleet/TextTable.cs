using System.Text;

namespace DenseEdge.Cli.Fleet;

/// <summary>A table of plain text, every column as wide as its widest cell.</summary>
/// <param name="heads">The heads of the columns.</param>
internal sealed class TextTable(params string[] heads)
{
    private const int Gap = 2;
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns.</param>
    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, heads.Length);
        _rows.Add([.. cells.Select(TerminalText.Of)]);
    }

    /// <summary>Writes it, with a line end after every row.</summary>
    public override string ToString()
    {
        int[] widths = [.. heads.Select((head, column) =>
            _rows.Select(row => row[column].Length).Append(head.Length).Max())];
        StringBuilder text = new();
        foreach (string[] row in _rows.Prepend(heads))
        {
            string line = string.Concat(row.Select((cell, column) => cell.PadRight(widths[column] + Gap)));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
