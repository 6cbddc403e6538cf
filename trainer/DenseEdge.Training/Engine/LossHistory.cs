using System.Globalization;
using System.Text;

namespace DenseEdge.Training.Engine;

/// <summary>The losses of a run: one line of losses.csv per recorded step (step, seconds, total, then one column per part).</summary>
public sealed class LossHistory
{
    private readonly List<string> _columns;
    private readonly List<(int Step, double Seconds, double[] Values)> _rows = [];

    /// <summary>Starts empty.</summary>
    /// <param name="columns">Names of the values.</param>
    public LossHistory(IEnumerable<string> columns) => _columns = [.. columns];

    /// <summary>Names of the values, "total" first.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The recorded steps.</summary>
    public IReadOnlyList<(int Step, double Seconds, double[] Values)> Rows => _rows;

    /// <summary>Records one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="seconds">Training time so far, in seconds.</param>
    /// <param name="values">One value per column.</param>
    public void Add(int step, double seconds, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != _columns.Count)
        {
            throw new ArgumentException($"Expected {_columns.Count} values, got {values.Length}.", nameof(values));
        }

        _rows.Add((step, seconds, values));
    }

    /// <summary>Writes the table.</summary>
    /// <param name="path">A CSV file.</param>
    public void Save(string path)
    {
        StringBuilder text = new($"step,seconds,{string.Join(',', _columns)}\n");
        foreach ((int step, double seconds, double[] values) in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step},{seconds:F2},");
            text.AppendJoin(',', values.Select(value => value.ToString("G6", CultureInfo.InvariantCulture))).Append('\n');
        }

        RunFolder.WriteText(path, text.ToString());
    }

    /// <summary>Reads a table up to a step.</summary>
    /// <param name="path">A CSV file of <see cref="Save"/>.</param>
    /// <param name="lastStep">Later steps are left out: a resumed run does them again.</param>
    /// <exception cref="InvalidDataException">The file has another form.</exception>
    public static LossHistory Load(string path, int lastStep = int.MaxValue)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || !lines[0].StartsWith("step,seconds,", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{path}': expected a first line 'step,seconds,...', found another.");
        }

        LossHistory history = new(lines[0].Split(',').Skip(2));
        foreach (string line in lines.Skip(1))
        {
            double[] cells = [.. line.Split(',').Select(cell => double.TryParse(
                cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : throw new InvalidDataException($"'{path}': expected a number, found '{cell}'."))];
            if (cells[0] <= lastStep)
            {
                history.Add((int)cells[0], cells[1], cells[2..]);
            }
        }

        return history;
    }
}
