using System.Globalization;
using System.Numerics;

namespace DenseEdge.Training.Weights.Pickle;

/// <summary>
/// Reads Python's pickles without Python and without its dangers: it can build tensors, containers and plain values, and
/// nothing else. A class or function that it does not know becomes a <see cref="PickleOpaque"/>; what the file wants to do
/// with it (call it, construct it, set its state) is skipped.
/// </summary>
/// <param name="input">What the pickle is read from.</param>
/// <param name="globals">Finds the classes and functions that files may use; null for all others.</param>
/// <param name="storages">Finds the storage that a persistent id means.</param>
internal sealed class Unpickler(PickleInput input, Func<string, object?> globals, Func<IReadOnlyList<object?>, object?> storages)
{
    private const int LargestInteger = 1024;
    private const int HighestProtocol = 5;

    private readonly PickleStack _stack = new();
    private readonly Dictionary<long, object?> _memo = [];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The classes and functions that were met and are not known, in the order of the alphabet.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Reads one pickle.</summary>
    /// <returns>
    /// null, bool, long, <see cref="BigInteger"/>, double, string, byte[], List, <see cref="PickleTuple"/>,
    /// <see cref="PickleDict"/>, <see cref="PickleOpaque"/>, or what a known class builds.
    /// </returns>
    /// <exception cref="InvalidDataException">The pickle is damaged or asks for what can't be done.</exception>
    public object? Load()
    {
        while (true)
        {
            PickleCode code = (PickleCode)input.Byte();
            if (code == PickleCode.Stop)
            {
                return _stack.Pop();
            }

            if (!Constant(code) && !Container(code) && !MemoStep(code) && !ObjectStep(code))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"it has the instruction 0x{(byte)code:x2}, which files of tensors do not use"));
            }
        }
    }

    private bool Constant(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Proto:
                byte protocol = input.Byte();
                return protocol <= HighestProtocol ? true : throw new InvalidDataException(
                    $"its pickle protocol is {protocol}, expected 0 to {HighestProtocol}");
            case PickleCode.Frame: input.Bytes(8); return true;
            case PickleCode.None: _stack.Push(null); return true;
            case PickleCode.NewTrue: _stack.Push(true); return true;
            case PickleCode.NewFalse: _stack.Push(false); return true;
            case PickleCode.BinInt: _stack.Push((long)input.Int32()); return true;
            case PickleCode.BinInt1: _stack.Push((long)input.Byte()); return true;
            case PickleCode.BinInt2: _stack.Push((long)input.UInt16()); return true;
            case PickleCode.Int: PushIntegerLine(input.Line()); return true;
            case PickleCode.Long: PushInteger(BigLine(input.Line().TrimEnd('L'))); return true;
            case PickleCode.Long1: PushInteger(Integer(input.Byte())); return true;
            case PickleCode.Long4: PushInteger(Integer(input.Int32())); return true;
            case PickleCode.Float: _stack.Push(FloatLine(input.Line())); return true;
            case PickleCode.BinFloat: _stack.Push(input.Double()); return true;
            case PickleCode.String: _stack.Push(Unquoted(input.Line())); return true;
            case PickleCode.BinString: _stack.Push(input.Text(Length(input.Int32()))); return true;
            case PickleCode.ShortBinString: _stack.Push(input.Text(input.Byte())); return true;
            case PickleCode.Unicode: _stack.Push(input.Line()); return true;
            case PickleCode.BinUnicode: _stack.Push(input.Text(input.UInt32())); return true;
            case PickleCode.ShortBinUnicode: _stack.Push(input.Text(input.Byte())); return true;
            case PickleCode.BinUnicode8: _stack.Push(input.Text(input.UInt64())); return true;
            case PickleCode.BinBytes: _stack.Push(input.Bytes(input.UInt32())); return true;
            case PickleCode.ShortBinBytes: _stack.Push(input.Bytes(input.Byte())); return true;
            case PickleCode.BinBytes8 or PickleCode.ByteArray8: _stack.Push(input.Bytes(input.UInt64())); return true;
            default: return false;
        }
    }

    private bool Container(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Mark: _stack.Mark(); return true;
            case PickleCode.Pop: _stack.Pop(); return true;
            case PickleCode.PopMark: _stack.PopToMark(); return true;
            case PickleCode.Dup: _stack.Push(_stack.Top); return true;
            case PickleCode.EmptyList or PickleCode.EmptySet: _stack.Push(new List<object?>()); return true;
            case PickleCode.List or PickleCode.FrozenSet: _stack.Push(new List<object?>(_stack.PopToMark())); return true;
            case PickleCode.EmptyTuple: _stack.Push(new PickleTuple([])); return true;
            case PickleCode.Tuple: _stack.Push(new PickleTuple(_stack.PopToMark())); return true;
            case PickleCode.Tuple1: _stack.Push(new PickleTuple(_stack.Pop(1))); return true;
            case PickleCode.Tuple2: _stack.Push(new PickleTuple(_stack.Pop(2))); return true;
            case PickleCode.Tuple3: _stack.Push(new PickleTuple(_stack.Pop(3))); return true;
            case PickleCode.EmptyDict: _stack.Push(new PickleDict()); return true;
            case PickleCode.Dict:
                object?[] pairs = _stack.PopToMark();
                _stack.Push(new PickleDict());
                SetItems(pairs);
                return true;
            case PickleCode.Append: Append(_stack.Pop(1)); return true;
            case PickleCode.Appends or PickleCode.AddItems: Append(_stack.PopToMark()); return true;
            case PickleCode.SetItem: SetItems(_stack.Pop(2)); return true;
            case PickleCode.SetItems: SetItems(_stack.PopToMark()); return true;
            default: return false;
        }
    }

    private bool MemoStep(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Put: _memo[Number(input.Line())] = _stack.Top; return true;
            case PickleCode.BinPut: _memo[input.Byte()] = _stack.Top; return true;
            case PickleCode.LongBinPut: _memo[input.UInt32()] = _stack.Top; return true;
            case PickleCode.Memoize: _memo[_memo.Count] = _stack.Top; return true;
            case PickleCode.Get: _stack.Push(Remembered(Number(input.Line()))); return true;
            case PickleCode.BinGet: _stack.Push(Remembered(input.Byte())); return true;
            case PickleCode.LongBinGet: _stack.Push(Remembered(input.UInt32())); return true;
            default: return false;
        }
    }

    private bool ObjectStep(PickleCode code)
    {
        switch (code)
        {
            case PickleCode.Global: _stack.Push(Find(input.Line(), input.Line())); return true;
            case PickleCode.StackGlobal:
                object?[] names = _stack.Pop(2);
                _stack.Push(names is [string module, string name]
                    ? Find(module, name) : throw new InvalidDataException("it names a class by something that is no text"));
                return true;
            case PickleCode.Reduce or PickleCode.NewObj:
                object?[] call = _stack.Pop(2);
                _stack.Push(Call(call[0], Arguments(call[1])));
                return true;
            case PickleCode.NewObjEx:
                object?[] named = _stack.Pop(3);
                _stack.Push(named[0] is PickleOpaque || named[2] is PickleDict { Entries.Count: 0 }
                    ? Call(named[0], Arguments(named[1]))
                    : throw new InvalidDataException("it calls a class with named arguments"));
                return true;
            case PickleCode.Obj:
                object?[] made = _stack.PopToMark();
                _stack.Push(made.Length > 0
                    ? Call(made[0], made[1..]) : throw new InvalidDataException("it makes an object of no class"));
                return true;
            case PickleCode.Inst: _stack.Push(Call(Find(input.Line(), input.Line()), _stack.PopToMark())); return true;
            case PickleCode.Build: Build(_stack.Pop()); return true;
            case PickleCode.BinPersId: _stack.Push(storages(Arguments(_stack.Pop()))); return true;
            case PickleCode.PersId:
                throw new InvalidDataException($"it names the storage '{input.Line()}' in a form that torch does not write");
            case PickleCode.Ext1 or PickleCode.Ext2 or PickleCode.Ext4:
                throw new InvalidDataException("it uses classes by number (copyreg extension registry)");
            case PickleCode.NextBuffer or PickleCode.ReadOnlyBuffer:
                throw new InvalidDataException("it wants buffers from outside of the file");
            default: return false;
        }
    }

    private object? Find(string module, string name)
    {
        string full = $"{module}.{name}";
        if (globals(full) is { } known)
        {
            return known;
        }

        _unknown.Add(full);
        return new PickleOpaque(full);
    }

    private static object? Call(object? function, IReadOnlyList<object?> arguments) => function switch
    {
        PickleCallable known => known.Build(arguments),
        PickleOpaque opaque => new PickleOpaque(opaque.Name),
        _ => throw new InvalidDataException("it calls something that is no class and no function"),
    };

    private void Build(object? state)
    {
        switch (_stack.Top)
        {
            case PickleDict dictionary: dictionary.Attributes = state; break;
            case PickleOpaque: break;
            default: throw new InvalidDataException("it sets attributes on something that has none");
        }
    }

    private void Append(object?[] values)
    {
        switch (_stack.Top)
        {
            case List<object?> list: list.AddRange(values); break;
            case PickleOpaque: break;
            default: throw new InvalidDataException("it appends to something that is no list");
        }
    }

    private void SetItems(object?[] pairs)
    {
        if (_stack.Top is PickleDict dictionary && pairs.Length % 2 == 0)
        {
            for (int i = 0; i < pairs.Length; i += 2)
            {
                dictionary.Set(pairs[i], pairs[i + 1]);
            }
        }
        else if (_stack.Top is not PickleOpaque)
        {
            throw new InvalidDataException("it sets items of something that is no dictionary");
        }
    }

    private object? Remembered(long index) => _memo.TryGetValue(index, out object? value)
        ? value : throw new InvalidDataException("it contradicts itself: it refers to a value that it has not made");

    private static IReadOnlyList<object?> Arguments(object? tuple) => tuple is PickleTuple arguments
        ? arguments.Items : throw new InvalidDataException("it calls a function with something that is no list of arguments");

    private BigInteger Integer(long bytes) => bytes is >= 0 and <= LargestInteger
        ? new BigInteger(input.Bytes((ulong)bytes))
        : throw new InvalidDataException($"it has an integer of {bytes} bytes, more than {LargestInteger}");

    private void PushInteger(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            _stack.Push((long)value);
        }
        else
        {
            _stack.Push(value);
        }
    }

    // Protocol 0 writes truth values as these two.
    private void PushIntegerLine(string line)
    {
        if (line is "00" or "01")
        {
            _stack.Push(line == "01");
        }
        else
        {
            PushInteger(BigLine(line));
        }
    }

    private static ulong Length(int value) => value >= 0
        ? (ulong)value : throw new InvalidDataException($"it has text of {value} characters");

    private static BigInteger BigLine(string line) =>
        line.Length <= LargestInteger
        && BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            ? value : throw new InvalidDataException("it has a line that is no integer where one belongs");

    private static long Number(string line) =>
        long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value : throw new InvalidDataException("it has a line that is no number where one belongs");

    private static double FloatLine(string line) =>
        double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value : throw new InvalidDataException("it has a line that is no number where one belongs");

    private static string Unquoted(string line) =>
        line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0]
            ? line[1..^1] : throw new InvalidDataException("it has text without quotes");
}
