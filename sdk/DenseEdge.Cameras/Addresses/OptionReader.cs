using System.Globalization;

namespace DenseEdge.Cameras.Addresses;

/// <summary>Reads the options of a camera's URI and collects every fault, so that one message has them all.</summary>
internal sealed class OptionReader
{
    private readonly AddressParts _parts;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<string> _faults = [];

    internal OptionReader(AddressParts parts)
    {
        _parts = parts;
        foreach (string option in parts.Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = option.IndexOf('=', StringComparison.Ordinal);
            string name = Uri.UnescapeDataString(sign < 0 ? option : option[..sign]);
            if (sign < 0)
            {
                _faults.Add($"expected {name}=value, found '{name}'");
            }
            else if (!_values.TryAdd(name, Uri.UnescapeDataString(option[(sign + 1)..])))
            {
                _faults.Add($"'{name}' is given twice");
            }
        }
    }

    /// <summary>Reads a whole number.</summary>
    internal int? Integer(string name, int least, int most)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
        {
            return value;
        }

        return Fault<int>($"expected a whole number from {least} to {most} for {name}, found '{text}'");
    }

    /// <summary>Reads a number.</summary>
    internal double? Number(string name, double least, double most)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value >= least && value <= most)
        {
            return value;
        }

        return Fault<double>(string.Create(
            CultureInfo.InvariantCulture, $"expected a number from {least} to {most} for {name}, found '{text}'"));
    }

    /// <summary>Reads 0 or 1.</summary>
    internal bool? Switch(string name) => Take(name) switch
    {
        null => null,
        "0" or "false" => false,
        "1" or "true" => true,
        { } text => Fault<bool>($"expected 0 or 1 for {name}, found '{text}'"),
    };

    /// <summary>Reads a time: <c>200ms</c>, <c>5s</c>, or a number of milliseconds.</summary>
    internal TimeSpan? Duration(string name, TimeSpan least, TimeSpan most)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        (string digits, double unitMs) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1.0)
            : text.EndsWith('s') ? (text[..^1], 1000.0)
            : (text, 1.0);
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value * unitMs >= least.TotalMilliseconds && value * unitMs <= most.TotalMilliseconds)
        {
            return TimeSpan.FromMilliseconds(value * unitMs);
        }

        return Fault<TimeSpan>(string.Create(
            CultureInfo.InvariantCulture,
            $"expected a time from {least.TotalMilliseconds}ms to {most.TotalSeconds}s for {name}, found '{text}'"));
    }

    /// <summary>Reads one of several words.</summary>
    internal T? Choice<T>(string name, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        List<string> words = [];
        foreach ((string word, T value) in choices)
        {
            words.Add(word);
            if (word == text)
            {
                return value;
            }
        }

        return Fault<T>($"expected {string.Join(", ", words)} for {name}, found '{text}'");
    }

    /// <summary>Reads two whole numbers, <c>from:length</c>.</summary>
    internal (int From, int Length)? Range(string name)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        string[] ends = text.Split(':');
        if (ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int from) && from > 0
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length > 0)
        {
            return (from, length);
        }

        return Fault<(int, int)>($"expected two whole numbers above 0 as FIRST:COUNT for {name}, found '{text}'");
    }

    /// <summary>Adds a fault that is not about one option.</summary>
    internal void AddFault(string fault) => _faults.Add(fault);

    /// <summary>Reports every fault, and every option that nobody asked for.</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    internal void Finish()
    {
        foreach (string name in _values.Keys)
        {
            _faults.Add($"unknown option '{name}'");
        }

        ThrowFaults();
    }

    /// <summary>Reports every fault and hands out the options that nobody asked for: they are the server's. One that is a
    /// letter away from an option of ours is a fault all the same.</summary>
    /// <returns>The options as a query without its question mark.</returns>
    /// <exception cref="ArgumentException">There is a fault.</exception>
    internal string FinishWithRest()
    {
        foreach (string name in _values.Keys)
        {
            if (_names.FirstOrDefault(known => Spelling.IsSlip(name, known)) is { } meant)
            {
                _faults.Add($"unknown option '{name}' (did you mean '{meant}'?)");
            }
        }

        ThrowFaults();
        return string.Join('&', _values.Select(
            option => $"{Uri.EscapeDataString(option.Key)}={Uri.EscapeDataString(option.Value)}"));
    }

    private string? Take(string name)
    {
        _names.Add(name);
        return _values.Remove(name, out string? value) ? value : null;
    }

    private T? Fault<T>(string fault)
        where T : struct
    {
        _faults.Add(fault);
        return null;
    }

    private void ThrowFaults()
    {
        if (_faults.Count > 0)
        {
            string allowed = _names.Count > 0 ? string.Join(", ", _names.Distinct()) : "none";
            throw new ArgumentException(_parts.Fault($"{string.Join("; ", _faults)}. Options of {_parts.Scheme}://: {allowed}."));
        }
    }
}
