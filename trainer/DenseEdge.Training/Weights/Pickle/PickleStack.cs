namespace DenseEdge.Training.Weights.Pickle;

/// <summary>The stack of values, cut into parts by marks.</summary>
internal sealed class PickleStack
{
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = [];

    /// <summary>The uppermost value.</summary>
    public object? Top => _values.Count > Floor ? _values[^1] : throw Empty();

    private int Floor => _marks.Count > 0 ? _marks.Peek() : 0;

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value) => _values.Add(value);

    /// <summary>Takes the uppermost value.</summary>
    public object? Pop()
    {
        object? value = Top;
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>Takes the uppermost values.</summary>
    /// <returns>The lowest of them first.</returns>
    public object?[] Pop(int count)
    {
        if (_values.Count - Floor < count)
        {
            throw Empty();
        }

        object?[] values = [.. _values.Skip(_values.Count - count)];
        _values.RemoveRange(_values.Count - count, count);
        return values;
    }

    /// <summary>Sets a mark.</summary>
    public void Mark() => _marks.Push(_values.Count);

    /// <summary>Takes all values above the last mark, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw new InvalidDataException("it contradicts itself: values are collected, but none were begun");
        }

        int start = _marks.Pop();
        object?[] values = [.. _values.Skip(start)];
        _values.RemoveRange(start, _values.Count - start);
        return values;
    }

    private static InvalidDataException Empty() => new("it contradicts itself: it uses values that it has not made");
}
