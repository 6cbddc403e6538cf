namespace DenseEdge.Data.Folder;

/// <summary>Turns the numbers in label files into class numbers from 0, and 255 for "unknown".</summary>
internal sealed class ClassValues
{
    private const short NotAllowed = -1;
    private const int LargestList = 12;

    private readonly short[] _classes = new short[ushort.MaxValue + 1];
    private readonly string _allowed;
    private readonly HashSet<int> _negativeIgnored;
    private readonly ushort _anyAllowed;

    internal ClassValues(ClassTask task, int classCount)
    {
        Array.Fill(_classes, task.IgnoreOthers ? DenseSample.Ignore : NotAllowed);
        var pairs = new List<(int Value, int Class)>();
        if (task.Map is { } map)
        {
            pairs.AddRange(map.Select(pair => (pair.Key, pair.Value)));
        }
        else if (task.Values is { } values)
        {
            pairs.AddRange(values.Select((value, i) => (value, i)));
        }
        else
        {
            pairs.AddRange(Enumerable.Range(0, classCount).Select(i => (i + task.Offset, i)));
        }

        foreach ((int value, int label) in pairs)
        {
            if (label < 0 || label >= classCount)
            {
                throw new InvalidDataException(
                    $"tasks ({task.Task}): number {value} is class {label}, but there are {classCount}.");
            }

            Set(task, value, (short)label);
        }

        // Some files mark unknown pixels by -1.
        _negativeIgnored = [.. task.Ignore.Where(value => value < 0)];
        foreach (int value in task.Ignore.Where(value => value >= 0))
        {
            Set(task, value, DenseSample.Ignore);
        }

        _anyAllowed = (ushort)pairs[0].Value;
        _allowed = Describe(pairs.Select(pair => pair.Value), task.Ignore);
    }

    /// <summary>Turns the numbers of one file into classes.</summary>
    /// <exception cref="InvalidDataException">
    /// Some are not allowed: the message lists them with their pixel counts.
    /// </exception>
    internal byte[] Apply(ReadOnlySpan<ushort> values, string file)
    {
        var labels = new byte[values.Length];
        bool allAllowed = true;
        for (int i = 0; i < values.Length; i++)
        {
            short label = _classes[values[i]];
            allAllowed &= label != NotAllowed;
            labels[i] = unchecked((byte)label);
        }

        return allAllowed ? labels : throw Wrong(values, file);
    }

    /// <summary>Turns wider numbers, which may lie outside 0 to 65535.</summary>
    internal byte[] Apply(ReadOnlySpan<int> values, string file)
    {
        var narrow = new ushort[values.Length];
        var unknown = new List<int>();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is >= 0 and <= ushort.MaxValue)
            {
                narrow[i] = (ushort)values[i];
            }
            else if (_negativeIgnored.Contains(values[i]))
            {
                unknown.Add(i);
                narrow[i] = _anyAllowed;
            }
            else
            {
                throw new InvalidDataException($"'{file}' holds the number {values[i]}, expected {_allowed}.");
            }
        }

        byte[] labels = Apply(narrow, file);
        foreach (int i in unknown)
        {
            labels[i] = DenseSample.Ignore;
        }

        return labels;
    }

    private static string Describe(IEnumerable<int> classes, IReadOnlyList<int> ignored)
    {
        int[] values = [.. classes.Order()];
        bool isRange = values.Length > 2 && values[^1] - values[0] == values.Length - 1;
        string list = isRange ? $"{values[0]} to {values[^1]}"
            : values.Length <= 2 * LargestList ? string.Join(", ", values)
            : $"one of {values.Length} numbers";
        return ignored.Count == 0 ? list : $"{list}, or {string.Join(", ", ignored)} for unknown";
    }

    private InvalidDataException Wrong(ReadOnlySpan<ushort> values, string file)
    {
        var counts = new SortedDictionary<ushort, int>();
        foreach (ushort value in values)
        {
            if (_classes[value] == NotAllowed)
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        IEnumerable<string> found = counts.Take(LargestList).Select(pair => $"{pair.Key} ({pair.Value} pixels)");
        string more = counts.Count > LargestList ? $" and {counts.Count - LargestList} more" : string.Empty;
        return new InvalidDataException(
            $"'{file}' holds numbers that are no class: {string.Join(", ", found)}{more}; expected {_allowed}.");
    }

    private void Set(ClassTask task, int value, short label)
    {
        if (value is < 0 or > ushort.MaxValue)
        {
            throw new InvalidDataException(
                $"tasks ({task.Task}): expected numbers of 0 to {ushort.MaxValue}, found {value}.");
        }

        _classes[value] = label;
    }
}
